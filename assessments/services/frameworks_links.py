"""Topics of items and the links between years, written from what is known of both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import Count

from assessments.loading.crosswalk import Crosswalk, crosswalk_of
from assessments.loading.files import CROSSWALK, read_file
from assessments.loading.links import KnownItem, KnownYear, Pair, links_of
from assessments.loading.plan import FrameworkPlan
from assessments.models import Framework, Instrument, Item, ItemLink, Topic


def topics_by_key(keys: Iterable[str], labels: Mapping[str, str] | None = None) -> dict[str, Topic]:
    """The topics of the keys; new ones with the words of ``labels``, or else of the crosswalk shipped."""
    wanted = set(keys)
    there = {topic.key: topic for topic in Topic.objects.filter(key__in=wanted)}
    if wanted - set(there):
        words = crosswalk_of(read_file(CROSSWALK)).labels if labels is None else labels
        Topic.objects.bulk_create(
            Topic(key=key, label=words.get(key, key)) for key in sorted(wanted - set(there))
        )
    return {topic.key: topic for topic in Topic.objects.filter(key__in=wanted)}


def give_topics(crosswalk: Crosswalk) -> int:
    """Every item that the crosswalk names has its topics and no others; how many of them changed."""
    topics = topics_by_key(crosswalk.labels, crosswalk.labels)
    renamed = [topic for key, topic in topics.items() if topic.label != crosswalk.labels[key]]
    for topic in renamed:
        topic.label = crosswalk.labels[topic.key]
    Topic.objects.bulk_update(renamed, ["label"])
    changed = 0
    items = Item.objects.filter(framework__code__in=crosswalk.topics)
    for item in items.select_related("framework").prefetch_related("topics"):
        wanted = crosswalk.topics[item.framework.code].get(item.code)
        if wanted is not None and {topic.key for topic in item.topics.all()} != set(wanted):
            item.topics.set([topics[key] for key in wanted])
            changed += 1
    return changed + len(renamed)


def refuse_unknown_links(plan: FrameworkPlan) -> None:
    """A link names an item of a framework that is there, if that framework is there; it may come later."""
    named = {link.framework for link in plan.links}
    known: dict[str, set[str]] = defaultdict(set)
    for framework, code in Item.objects.filter(framework__code__in=named).values_list(
        "framework__code", "code"
    ):
        known[framework].add(code)
    wrong = [
        f"ความเชื่อมโยง {link.earlier} → {link.later}: ไม่มีข้อ {link.earlier} ในกรอบ {link.framework}"
        for link in plan.links
        if link.framework in known and link.earlier not in known[link.framework]
    ]
    if wrong:
        raise ValidationError(wrong)


def relink() -> None:
    """The links of all frameworks as topics and files say; a file's own word stands before the topics'."""
    wanted = _links_by_topic()
    for (earlier, later), kind in _links_of_files().items():
        wanted[earlier, later] = kind
    there = {(link.earlier_id, link.later_id): link for link in ItemLink.objects.all()}
    gone = [link.pk for pair, link in there.items() if wanted.get(pair) != link.kind]
    ItemLink.objects.filter(pk__in=gone).delete()
    ItemLink.objects.bulk_create(
        ItemLink(earlier_id=pair[0], later_id=pair[1], kind=kind)
        for pair, kind in wanted.items()
        if pair not in there or there[pair].kind != kind
    )


def _links_by_topic() -> dict[Pair, str]:
    links: dict[Pair, str] = {}
    families: dict[str, list[KnownYear]] = defaultdict(list)
    whole = _whole_frameworks()
    items: dict[int, list[KnownItem]] = defaultdict(list)
    for item in Item.objects.filter(topics__isnull=False).distinct().prefetch_related("topics"):
        topics = frozenset(topic.key for topic in item.topics.all())
        items[item.framework_id].append(KnownItem(item.pk, topics))
    for framework in Framework.objects.all():
        year = KnownYear(framework.fiscal_year, tuple(items[framework.pk]), framework.pk in whole)
        families[framework.family].append(year)
    for years in families.values():
        links |= links_of(years)
    return links


def _whole_frameworks() -> set[int]:
    """Those in which every item of an instrument with topics is known: as many as were announced."""
    counted = (
        Instrument.objects.filter(indicators__items__topics__isnull=False)
        .annotate(known=Count("indicators__items", distinct=True))
        .values_list("framework_id", "known", "item_count")
    )
    whole = {framework for framework, _, _ in counted}
    return whole - {
        framework for framework, known, announced in counted if announced is None or known < announced
    }


def _links_of_files() -> dict[Pair, str]:
    """The links that files state, between items that are there."""
    stated = [
        (framework.code, link)
        for framework in Framework.objects.filter(facts__has_key="links")
        for link in framework.facts["links"]
    ]
    codes = {code for code, _ in stated} | {link["framework"] for _, link in stated}
    ids = {
        (framework, code): pk
        for framework, code, pk in Item.objects.filter(framework__code__in=codes).values_list(
            "framework__code", "code", "pk"
        )
    }
    found: dict[Pair, str] = {}
    for code, link in stated:
        earlier, later = ids.get((link["framework"], link["earlier"])), ids.get((code, link["later"]))
        if earlier is not None and later is not None:
            found[earlier, later] = link["kind"]
    return found
