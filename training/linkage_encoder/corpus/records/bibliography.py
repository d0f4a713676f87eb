"""Publications as two catalogues cite them: title, authors, venue, year; near-misses share topic, authors or venue."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faker import Faker

from ..library import Library
from ..noise import disturb, initials, respell_case
from ..pairs import Pair
from ..source import Source
from ..sources.wordnet import PACKAGE as WORDNET
from ..sources.wordnet import synsets
from .text import chance, row_text

_METHODS = (
    "Adaptive {}", "Approximate {}", "Cost-Based {}", "Declarative {}", "Distributed {}", "Efficient {}", "Incremental {}", "Interactive {}",
    "Learned {}", "Optimal {}", "Parallel {}", "Robust {}", "Scalable {}", "Secure {}", "Semantic {}", "Temporal {}", "Towards {}", "On {}",
    "A Framework for {}", "A Survey of {}", "An Experimental Study of {}", "The Complexity of {}", "Algorithms for {}", "Techniques for {}",
    "Experiences with {}", "Optimizing {}", "Supporting {}", "Managing {}", "Evaluating {}", "Modeling {}", "Reasoning about {}", "Rethinking {}",
)
_TOPICS = (
    "Query Processing", "Join Evaluation", "Index Maintenance", "View Maintenance", "Concurrency Control", "Data Integration", "Data Cleaning",
    "Record Linkage", "Schema Matching", "Schema Evolution", "Association Rule Mining", "Clustering", "Outlier Detection", "Nearest Neighbor Search",
    "Similarity Search", "Selectivity Estimation", "Histogram Construction", "Query Optimization", "Transaction Recovery", "Replication",
    "Load Shedding", "Stream Processing", "Sensor Data Collection", "Workflow Management", "Access Control", "Text Retrieval", "Image Retrieval",
    "Keyword Search", "Spatial Joins", "Moving Objects", "XML Storage", "XPath Evaluation", "Web Caching", "Data Warehousing", "OLAP Aggregation",
    "Graph Partitioning", "Pattern Matching", "Sequence Alignment", "Constraint Checking", "Rule Systems", "Object Persistence", "Buffer Management",
    "Protein Structure Prediction", "Speech Recognition", "Route Planning", "Scheduling", "Fault Diagnosis", "Speckle Reduction", "Tumor Segmentation",
)
_SETTINGS = (
    "in Relational Databases", "over Data Streams", "in Object-Oriented Systems", "for Decision Support", "in Peer-to-Peer Networks", "on Multiprocessors",
    "in Mobile Environments", "with Uncertain Data", "for Semistructured Data", "in Digital Libraries", "using Bitmaps", "using Wavelets", "via Sampling",
    "under Updates", "in Main Memory", "on Flash Storage", "for Scientific Data", "in the Cloud", "with Limited Memory", "for High-Dimensional Data",
    "with Quality Guarantees", "for Large Networks", "in Time Series", "from Satellite Images", "for Electronic Commerce", "with Neural Networks", "",
)
_VENUES = (
    ("International Conference on Data Systems", "ICDS", "Proc. Int. Conf. Data Systems"),
    ("ACM Transactions on Information Structures", "ACM Trans. Inf. Struct.", "TOIST"),
    ("Journal of Database Research", "J. Database Res.", "JDR"), ("Very Large Systems", "VLS", "Proceedings of the VLS Endowment"),
    ("European Symposium on Knowledge Engineering", "ESKE", "Eur. Symp. Knowl. Eng."), ("IEEE Transactions on Networks", "IEEE Trans. Netw.", "TON"),
    ("Information Systems Review", "Inf. Syst. Rev.", "ISR"), ("Workshop on Web Data", "WebData", "WWD"), ("Annals of Applied Medicine", "Ann. Appl. Med.", "AAM"),
    ("Symposium on Principles of Data", "SPOD", "Proc. Symp. Princ. Data"), ("Journal of Physical Chemistry Letters", "J. Phys. Chem. Lett.", "JPCL"),
    ("Zeitschrift für Informatik", "Z. Inform.", "ZfI"), ("Revue d'informatique théorique", "Rev. inform. théor.", "RIT"), ("Data Record", "DR", "Newsletter Data Record"),
)
_LOCALES = ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "tr_TR", "sv_SE", "nl_NL", "pt_BR", "en_IN", "cs_CZ")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication; `venue` is an index into the list of venues."""

    title: str
    authors: tuple[str, ...]
    venue: int
    year: int
    pages: str


class Publisher:
    """Draws publications. Titles come from templates of computer science and from definitions of WordNet."""

    def __init__(self, library: Library, rng: random.Random, seed: int) -> None:
        self.rng = rng
        self.fakers = [Faker(locale) for locale in _LOCALES]
        for number, faker in enumerate(self.fakers):
            faker.seed_instance(seed + number)
        self.glosses = [s.gloss for s in synsets(library, "noun").values() if not s.held and 40 < len(s.gloss) < 110]

    def author(self) -> str:
        """A person's name in Latin letters."""
        faker = self.rng.choice(self.fakers)
        name = f"{faker.first_name()} {faker.last_name()}"
        return f"{name.split()[0]} {self.rng.choice('ABCDEFGHJKLMPRSTW')}. {name.split()[-1]}" if chance(self.rng, 0.2) else name

    def title(self) -> str:
        """A title."""
        rng = self.rng
        if chance(rng, 0.3):
            gloss = rng.choice(self.glosses)
            return gloss[:1].upper() + gloss[1:]
        title = rng.choice(_METHODS).format(rng.choice(_TOPICS)) + " " + rng.choice(_SETTINGS)
        if chance(rng, 0.2):
            title = f"{rng.choice(_TOPICS).split()[0].upper()[:4]}{rng.choice(('', '+', '2', '-X'))}: {title}"
        return title.strip()

    def draw(self) -> Publication:
        """A new publication."""
        rng = self.rng
        first = rng.randrange(1, 900)
        return Publication(
            self.title(), tuple(self.author() for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5)))), rng.randrange(len(_VENUES)),
            rng.randrange(1970, 2025), f"{first}-{first + rng.randrange(4, 30)}",
        )

    def sibling(self, base: Publication) -> Publication:
        """A near-miss: the same authors on another topic, or the same topic by others, elsewhere or later."""
        rng, other = self.rng, self.draw()
        kind = rng.random()
        if kind < 0.4:
            return replace(other, authors=base.authors, venue=base.venue)
        if kind < 0.75:
            words = base.title.split(" ")
            topic = rng.choice(_TOPICS).split(" ")
            start = rng.randrange(max(1, len(words) - 1))
            return replace(other, title=" ".join(words[:start] + topic + words[start + 2 :]), authors=base.authors[:1] + other.authors[1:])
        return replace(other, title=f"{base.title}{rng.choice((' Revisited', ', Part II', ' II', ': A Second Look'))}", year=base.year + 1)


def full_citation(item: Publication, rng: random.Random) -> str:
    """Everything spelled out."""
    return row_text((item.title, ", ".join(item.authors), _VENUES[item.venue][0], str(item.year)), rng)


def short_citation(item: Publication, rng: random.Random) -> str:
    """Another catalogue's form: initials, abbreviated or missing venue, missing year, moved or lost fields, noise."""
    names = [initials(name, rng) if chance(rng, 0.5) else name for name in item.authors]
    if len(names) > 2 and chance(rng, 0.2):
        names = [names[0] + " et al."]
    if chance(rng, 0.1):
        rng.shuffle(names)
    title = item.title
    if chance(rng, 0.12):
        words = title.split(" ")
        title = " ".join(words[: max(3, len(words) - rng.randint(1, 3))])
    venue = rng.choice(_VENUES[item.venue]) if chance(rng, 0.75) else ""
    year = rng.choice((str(item.year), str(item.year), f"{item.year}.0", f"({item.year})", "")) if chance(rng, 0.9) else ""
    authors = rng.choice((", ", " , ", " and ", "; ")).join(names) if chance(rng, 0.9) else ""
    fields = [title, authors, venue, year]
    if chance(rng, 0.1):
        fields = [title + " " + authors, "", venue, year]
    elif chance(rng, 0.12):
        fields = [authors, title, venue, item.pages, year]
    text = row_text(fields, rng)
    if chance(rng, 0.3):
        text = respell_case(text, rng)
    return disturb(text, rng, 2) if chance(rng, 0.3) else text


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of 3 to 5 publications, one pair each, without end until the cap is reached."""
    publisher = Publisher(library, rng, rng.randrange(1 << 30))
    group = 0
    while True:
        item = base = publisher.draw()
        for number in range(rng.choice((3, 4, 5))):
            text, other = full_citation(item, rng), short_citation(item, rng)
            yield Pair("bibliography", f"bibliography:{group}.{number}", f"bibliography:{group}", text, other)
            item = publisher.sibling(base)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic publications."""
    return (Source("bibliography", read, (WORDNET,), "WordNet-3.0 (definitions), MIT (Faker)", "synthetic", cap=70_000),)
