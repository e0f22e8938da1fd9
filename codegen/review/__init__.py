"""A change of the specs as a reviewer reads it: compared with a commit, proved by examples, approved by reasons."""
