"""Tests of the comparison of two versions of a package."""
