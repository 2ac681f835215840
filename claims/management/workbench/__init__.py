"""The processes of `manage.py workbench`: web, worker, beat and an embedded Redis, kept running by one supervisor.

The command (`management/commands/workbench.py`) checks the machine, migrates the database and writes a plan; then it
*becomes* the supervisor (`python -m claims.management.workbench`), which knows no Django and so takes little memory.
"""
