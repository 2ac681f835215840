"""Words that tell how much, and in what way, a statement asks to be checked. `*` stands for any ending, `_` for a space."""

CHECKS = {
    "law": """law laws legal illegal* unlawful* constitution* court ruling ruled judge verdict sentenced convicted charged indict* banned ban
        prohibit* permit* sanction* treaty regulation* violat* act bill statute classified prison""",
    "event": """killed died dead injured wounded arrested detained met signed attacked attack* bombed exploded shot fired launched tested
        bought sold sent received built opened closed approved rejected voted elected won lost resigned sacked stole bribed paid donated
        happened began started ended visited arrived found discovered rescued deployed destroyed crashed flooded collapsed raised cut
        blocked leaked hacked invaded seized murdered withdrew cancelled announced lied released spent earned""",
    "prediction": "will would expected forecast* predict* likely unlikely could may might projected soon",
    "opinion": """good bad great terrible beautiful important should ought feel feels believe think hope sad proud disgrace* amazing
        wonderful horrible disappoint* glad grateful deserve* love hate beautiful unfair wrong right nice""",
    "intention": "plan plans planned intend* want wants promise* pledge* vow* offer* aim aims commit* ready seek seeks going_to",
    "position": "support* oppose* condemn* denounce* endorse* urge* call_for demand* criticis* criticiz* welcome* reject* back backs regret*",
    "comparison": """first last largest biggest highest lowest most least worst best only more less fewer higher lower rose fell increase* decrease*
        grew dropped doubled tripled record all every never always majority half twice""",
    "cause": "because caused causes causing due_to led_to result resulted reason blame* thanks_to triggered",
    "question": "whether why how who",
    "self": "i we my our us",
    "empty": "thank thanks congratulations please sorry welcome_to",
}
