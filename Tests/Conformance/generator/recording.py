"""Collects records and writes them as JSON Lines."""

import json

from .values import NOT_APPLICABLE, OPEN, UNKNOWN, K, Value, typed


class Records:
    """The records of one file."""

    def __init__(self, name):
        self.name = name
        self.lines = []
        self.counts = {}
        self.asked = set()

    def add(self, group, expression, expected=None, norm="", inputs=None, unit=None, refusal=None, note=None, day=None):
        number = self.counts[group] = self.counts.get(group, 0) + 1
        record = {
            "id": f"lowcarbonrules/{self.name}/{group}#{number}",
            "source": "lowcarbonrules",
            "suite": self.name,
            "category": group,
            "profile": "norm",
        }
        if norm is not None:
            record["norm"] = norm
        if expression is not None:
            record["expression"] = expression
        if day:
            record["asOf"] = day
        if inputs:
            record["inputs"] = {name: typed(value) for name, value in inputs.items()}
        asked = json.dumps([norm, expression, day, record.get("inputs")])
        if asked in self.asked:
            raise ValueError(f"{record['id']} asks what another record asks")
        self.asked.add(asked)
        if refusal:
            record["refusal"] = refusal
        else:
            record["expected"] = typed(expected, unit)
        if note:
            record["note"] = note
        self.lines.append(json.dumps(record, ensure_ascii=False))

    def write(self, folder):
        (folder / f"{self.name}.jsonl").write_text("".join(line + "\n" for line in self.lines), encoding="utf-8")


class Scene:
    """Inputs with their answers. Those that may not apply hang on an input `NAME_asked`, or are claimed not applicable."""

    def __init__(self):
        self.declared = []
        self.answers = {}

    def ask(self, name, value, kind="type: boolean", may="no"):
        """`may`: `no`; `asked`: applies where `NAME_asked` holds; `claim`: may be answered `not applicable`."""
        if not isinstance(value, Value):
            value = K(value)
        fields = kind
        if may == "asked":
            fields += f", when: {name}_asked"
            self.declared.append(f"  {name}_asked: {{type: boolean}}\n")
            if value.state != OPEN:
                self.answers[f"{name}_asked"] = value.state != NOT_APPLICABLE
        if may == "claim":
            fields += ", may_not_apply: true"
        self.declared.append(f"  {name}: {{{fields}}}\n")
        if value.known or (may == "claim" and value.state == NOT_APPLICABLE):
            self.answers[name] = value if not value.known else value.value
        elif value.state == UNKNOWN:
            self.answers[name] = value
        return self

    @property
    def norm(self):
        return "inputs:\n" + "".join(self.declared)
