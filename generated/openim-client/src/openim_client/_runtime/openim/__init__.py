"""The runtime of OpenIM."""
