"""What changed between two versions of a spec, and whom each change breaks."""
