# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""`python -m openim_client.sandbox`."""

from __future__ import annotations

import sys

from . import main

sys.exit(main())
