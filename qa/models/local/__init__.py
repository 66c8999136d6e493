"""The local model, in this process: weights, adapter, and beginnings of prompts that it has read."""
