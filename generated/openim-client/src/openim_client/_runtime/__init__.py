"""The hand-written layer that codegen copies into each wheel, and nothing else does."""
