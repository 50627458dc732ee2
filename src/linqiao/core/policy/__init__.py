"""TEMPORARY minimal version by the lead (10:42) so that replays run: helper, replace it wholly."""
from dataclasses import dataclass
ORDER=("none","low","medium","high")
@dataclass(frozen=True)
class Barred:
    rule: str
    reference: str
    openings: tuple[str, ...]
def check_scope(scope):
    if scope not in ("compound","area") and scope.partition(":")[0] not in ("building","unit","floor","household"):
        raise ValueError("compound, building:8, ...")
def covers(scope, household):
    if scope=="compound": return True
    k,_,v=scope.partition(":")
    p=household.split("-")
    return {"building":p[0],"unit":"-".join(p[:2]),"floor":"-".join([*p[:2],p[2][:-2]]),"household":household}.get(k)==v
def level_of(zones, household):
    return max((l for s,l in zones.items() if covers(s,household)), key=ORDER.index, default="none")
def pack_for(hazard,on): return hazard
def answer_wish(pack, level, wish):
    return Barred("r","ref",("x",)) if level in ("high","medium") else None
