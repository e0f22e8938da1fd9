"""From projects below generated/ to wheels that can be given out: built, checked, and made again."""
