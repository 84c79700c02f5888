"""python -m foldout: the command."""

import sys

from ._binary import main

sys.exit(main())
