"""Decisions in and out of files, with the place of every fault."""
