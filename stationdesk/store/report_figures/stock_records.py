"""What came into the stock and what left it; a document that was reversed did not happen."""

from __future__ import annotations

from stationdesk.domain.goods import USED_FOR, usual_category

_STANDING = "NOT EXISTS (SELECT 1 FROM stock_document x WHERE x.reverses_id = d.id)"
_TITLE = "i.name || CASE i.spec WHEN '' THEN '' ELSE ' ' || i.spec END"


def goods_groups() -> dict[str, tuple[str, ...]]:
    """Return the groups in which used goods are told: what each is for, by the first of them.

    They are those under which the ledger keeps goods by itself.
    """
    found: dict[str, list[str]] = {}
    for key in USED_FOR:
        found.setdefault(usual_category(key), []).append(key)
    return {keys[0]: tuple(keys) for keys in found.values()}


def _moved(kind: str, amount: str, condition: str = "") -> str:
    return f"""SELECT m.business_date AS day, d.number || ' ' || {_TITLE} AS text,
            d.id AS record_id, {amount} AS amount, 0 AS among
        FROM movement m JOIN stock_document d ON d.id = m.document_id
        JOIN item i ON i.id = m.item_id
        WHERE m.business_date BETWEEN :first AND :last AND d.kind = '{kind}'
            AND {_STANDING} {condition}"""


def _documents(kind: str) -> str:
    return f"""SELECT d.business_date AS day, d.number AS text, d.id AS record_id,
            1 AS amount, 0 AS among
        FROM stock_document d WHERE d.business_date BETWEEN :first AND :last
            AND d.kind = '{kind}' AND {_STANDING}"""


def _for(keys: tuple[str, ...]) -> str:
    told = ", ".join(f"'{key}'" for key in keys)
    return f"AND i.used_for IN ({told})"


STATEMENTS = {
    "stock.received": _moved("receive", "m.quantity", "AND d.source <> 'opening'"),
    "stock.purchased": _moved("receive", "m.quantity", "AND d.source = 'purchase'"),
    "stock.allocated": _moved("receive", "m.quantity", "AND d.source = 'allocation'"),
    "stock.donated": _moved("receive", "m.quantity", "AND d.source = 'donation'"),
    "stock.issues": _documents("issue"),
    "stock.issued": _moved("issue", "-m.quantity"),
    **{
        f"stock.issued.{group}": _moved("issue", "-m.quantity", _for(keys))
        for group, keys in goods_groups().items()
    },
    "stock.kinds_issued": f"""SELECT MAX(m.business_date) AS day, {_TITLE} AS text,
            i.id AS record_id, 1 AS amount, 0 AS among
        FROM movement m JOIN stock_document d ON d.id = m.document_id
        JOIN item i ON i.id = m.item_id
        WHERE m.business_date BETWEEN :first AND :last AND d.kind = 'issue' AND {_STANDING}
        GROUP BY i.id""",
    "stock.scrapped": _moved("scrap", "-m.quantity"),
    "stock.stocktakes": """SELECT business_date AS day, number AS text, id AS record_id,
            1 AS amount, 0 AS among
        FROM stocktake WHERE state = 'posted' AND business_date BETWEEN :first AND :last""",
    "stock.counted_less": _moved("stocktake", "-m.quantity", "AND m.quantity < 0"),
    "stock.counted_more": _moved("stocktake", "m.quantity", "AND m.quantity > 0"),
}
