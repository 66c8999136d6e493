"""The guarded client: fetches politely, and reaches no private address."""
