# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""`python -m top_client.sandbox`."""

from __future__ import annotations

import sys

from . import main

sys.exit(main())
