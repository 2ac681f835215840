"""The supervisor as a program: python -m claims.management.workbench PLAN"""

import sys
from pathlib import Path

from claims.management.workbench.plan import Plan
from claims.management.workbench.supervisor import Supervisor

sys.exit(Supervisor(Plan.read(Path(sys.argv[1]))).run())
