"""English words that attribute. An entry is the base form and its irregular forms; regular forms are added by `INFLECTIONS`."""

from claims.extraction.lang.shared import Cues

CUES = (
    Cues(
        "speech",
        "clause that whether quote after about",
        """say said saying, add, explain, note, claim, state, argue, insist, declare, announce, contend, maintain, warn, testify testified,
        stress, reply replied, respond, recall, report, acknowledge, concede, admit admitted, confirm, observe, remark, allege, assert, aver averred,
        quip quipped, joke, predict, suggest, reiterate, conclude, continue, complain, lament, point_out, make_clear, made_clear, made_it_clear, make_it_clear, go_on_to_say, went_on_to_say,
        affirm, comment, disclose, reveal, caution, emphasize, emphasise, estimate, exclaim, counter, retort, mutter, shout, whisper, joked,
        vow, pledge, promise, swear swore sworn, boast, fume, opine, muse, wonder, sum_up, let_it_be_known, recount, relate, indicate, hint, imply implied,
        underscore, underline, highlight, repeat, express_concern, express_hope, express_confidence""",
    ),
    Cues("speech", "that quote", "mention, mentioned, hear heard, cite, claim, propose, demand, recommend, urge, advise, agree, deny denied, guess, teach taught, elaborate, clarify clarified, detail, specify specified, rule, decide, determine, decree, order, proclaim, profess, attest, speculate, theorize, rejoin, interject, interrupt, plead, sigh, snap snapped, yell, scream, cry cried, chant, gush, beam, laugh, begin began begun, offer, describe, read reading, answer"),
    Cues("speech", "tell that clause whether quote after", "tell told, remind, inform, assure, notify notified, convince, persuade, advise, warn, reassure"),
    Cues("speech", "whether quote after tell", "ask, inquire, question"),
    Cues("writing", "clause that quote after", "write wrote written writing, tweet, post, blog blogged, type, email, text"),
    Cues("belief", "clause that whether after", "believe, think thought, suspect, guess, figure, reckon, feel felt, fear, hope, expect, know knew known, assume, worry worried, doubt, imagine"),
    Cues("belief", "that whether", "consider, understand understood, realize, realise, conclude, recognize, recognise, learn learned learnt, discover, see saw seen, anticipate, judge, infer inferred, remember, forget forgot, presume, surmise, envision, forecast"),
    Cues("finding", "that whether", "show showed shown, find found, indicate, suggest, demonstrate, prove proved proven, reveal, note, conclude, confirm, determine, establish, mean meant, signal, illustrate, imply implied, allege"),
    Cues("intention", "to", "vow, pledge, promise, threaten, agree, refuse, decline, offer, plan planned, intend, aim, seek sought, propose, swear swore, decide, hope, want, expect, wish, claim, demand, volunteer"),
    Cues("order", "tell to", "order, urge, ask, tell told, call_on, call_upon, advise, warn, instruct, direct, command, encourage, beg begged, request, require, invite, implore, press"),
    Cues("order", "that", "demand, request, require, ask, order, call_for"),
    Cues("denial", "object that", "deny denied, refute, dispute, rebut rebutted", negates=True),
    Cues(
        "judgement",
        "object",
        """confirm, criticize, criticise, condemn, praise, blame, endorse, denounce, accuse, defend, reject, oppose, dismiss, blast, slam slammed, attack, mock, question, welcome,
        call_for, call_on, acknowledge, announce, describe, cite, support, back, decry decried, suggest, propose, discuss, describe, mention, reveal, outline, express, echo, tout, applaud, hail,
        warn_of, warn_against, warn_about, complain_about, complain_of, talk_about, speak_about, spoke_about, refer_to, referred_to, point_to, argue_for, argue_against, allude_to, vow, pledge, promise, recommend, demand, urge, advocate, lament, predict,
        rip ripped, assail, challenge, chide, rebuke, berate, ridicule, scold, deride, deplore, bemoan, highlight, stress, emphasize, repeat, reiterate, recount, detail""",
    ),
    Cues("order", "that object", "issue_an_order, issued_an_order, issue_a_statement, issued_a_statement, issued_a_warning"),
    Cues("speech", "prep", "according_to, per, in_the_words_of, in_the_view_of, in_the_opinion_of"),
    Cues("belief", "evidential", "believe, think thought, expect, report, say said, allege, estimate, rumor, rumour, suspect, understand understood, know known, presume, consider, see seen, fear, project, predict, reveal, announce, deem, assume, claim, become_known, became_known", hedges=True),
    Cues("belief", "evidential adverb", "appear, seem, look_like, sound_like", hedges=True),
    Cues("report", "adverb", "reportedly, allegedly, apparently, purportedly, supposedly, seemingly", hedges=True),
    Cues("fear", "noun", "fear, concern, worry, anxiety, suspicion, speculation, rumor, rumour, doubt", hedges=True),
    Cues("belief", "noun", "belief, view, opinion, hope, conviction, expectation, assumption, impression, confidence, feeling, suggestion, possibility", hedges=True),
    Cues("speech", "noun", "claim, report, statement, allegation, accusation, announcement, promise, warning, argument, assertion, denial, pledge, vow, plan, proposal, call, demand, decision, assurance, admission, conclusion, idea, agreement, prediction, insistence, complaint, criticism, recommendation, threat, finding, notion"),
    Cues("report", "relay", "quoting, citing, as_reported_by, as_quoted_by, as_cited_by, reported_by, quoted_by, cited_by"),
)  # fmt: skip
