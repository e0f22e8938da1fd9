"""``python -m codegen``."""

from __future__ import annotations

import gc
import sys

from .cli import main

gc.set_threshold(20_000, 20)  # most of what a run makes lives to its end, and is looked through in vain
sys.exit(main())
