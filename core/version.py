"""The program's version, in a module that imports nothing so that ``--version`` is quick."""

VERSION = "0.1.0"
