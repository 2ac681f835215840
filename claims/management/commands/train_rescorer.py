"""Train the optional rescorer on the desk's own reviews, see its held-back score, switch it on or off."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.rescorer import HeldBack, RescorerMissing
from claims.ingest import rescoring


class Command(BaseCommand):
    """Without an option: trains and shows the score. The model stays off until `--switch-on`."""

    help = "Train a model on reviewed attributions that says how sure a find is; off until --switch-on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """At most one of the two switches."""
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--switch-on", action="store_true", help="use the model trained last, if it beat the rules")
        group.add_argument("--switch-off", action="store_true", help="go back to the rules' own confidence")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does one of the three and prints the held-back score."""
        try:
            if options["switch_on"] or options["switch_off"]:
                score = rescoring.switch(on=options["switch_on"])
                self._show(score)
                self.stdout.write(f"The rescorer is {'on' if options['switch_on'] else 'off'}.")
            else:
                self._show(rescoring.train_on_reviews())
                self.stdout.write("The rescorer is off. Switch it on with --switch-on.")
        except (rescoring.NotReady, RescorerMissing) as error:
            raise CommandError(str(error)) from None

    def _show(self, score: HeldBack) -> None:
        self.stdout.write(
            f"Held back: {score.finds} reviewed finds in {score.articles} articles, {score.right} right.\n"
            f"Brier score (lower is better): rules {score.rules:.4f}, rescorer {score.rescorer:.4f}."
        )
