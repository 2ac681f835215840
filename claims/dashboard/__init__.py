"""How the desk is doing: counts with their denominators, read from claims, attributions, verdicts and the log.

Reading only. Each function answers one question for a `Scope` and returns plain rows; `views.dashboard` draws them.
"""
