"""The upkeep of a library: what it holds, whether it is sound, repair, removal and export."""
