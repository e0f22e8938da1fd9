"""A package of many methods, made file by file: in several processes, and only where something changed.

What `codegen.generate` makes of a whole spec at once is made here of a few method files at a time, byte for byte the
same; what belongs to no single method is put together at the end.
"""
