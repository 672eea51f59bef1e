"""What stands behind a name under a record: the person's own signature, a commit in that name, or another's hand."""

from medtrace.documents._words import Words, phrase
from medtrace.model.decision import Counted, Hand
from medtrace.words import Localized, same


def seal(one: Counted, words: Words) -> Localized:
    """The signature of the commit in words, never as that of a person who did not make it."""
    signature = words.word("signature", one.signed.signature.value)
    match one.hand:
        case Hand.OWN_KEY | Hand.UNKNOWN:
            return signature
        case Hand.OWN_COMMIT:
            said = phrase(words, "hand-own-commit", signature=signature)
            return phrase(words, "hand-key-name", said=said, signer=one.recorder) if one.recorder else said
        case Hand.ANOTHER:
            by = same(one.signed.signoff.by)
            return phrase(words, "hand-another", recorder=one.recorder, by=by, signature=signature)
