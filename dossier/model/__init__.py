"""The records of a dossier and what they mean together: what a claim, a source, an article and a desk are."""

from dossier.model.article import Article, Dismissed, Figure, Section
from dossier.model.claim import (
    CATEGORIES,
    STATUSES,
    Appearance,
    Approval,
    Claim,
    Exemption,
    Question,
    Relation,
    Status,
    Verdict,
)
from dossier.model.dossier import Dossier, article_order
from dossier.model.evidence import STANCES, Evidence, FoundValue, Input, Search, Stance
from dossier.model.fields import PARTS, Record, is_id
from dossier.model.settings import Correction, Desk, Event, Settings, Site, Standards
from dossier.model.source import Origin, Source

__all__ = [
    "CATEGORIES",
    "PARTS",
    "STANCES",
    "STATUSES",
    "Appearance",
    "Approval",
    "Article",
    "Claim",
    "Correction",
    "Desk",
    "Dismissed",
    "Dossier",
    "Event",
    "Evidence",
    "Exemption",
    "Figure",
    "FoundValue",
    "Input",
    "Origin",
    "Question",
    "Record",
    "Relation",
    "Search",
    "Section",
    "Settings",
    "Site",
    "Source",
    "Stance",
    "Standards",
    "Status",
    "Verdict",
    "article_order",
    "is_id",
]
