"""What tells English from other languages: its small words."""

LANGUAGE = {
    "name": "English",
    "neighbours": "DUTCH GERMAN FRENCH SPANISH",
    "words": """the of and to in a is was are were that for on with as by at from it he she they his her their this has have
        had be been not but which who will would said an or its after before about into over when than there could may
        more also one two all we you i out up no if so can what new says""",
    "own": "",
}
