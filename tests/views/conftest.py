"""The pages' tests share the invented sample that stands beside them, and the sample of all tests above."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
