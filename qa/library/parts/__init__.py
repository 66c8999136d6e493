"""A library of several parts: each a library folder of its own, all of them searched as one."""
