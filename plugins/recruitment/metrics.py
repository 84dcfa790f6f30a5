"""Figures that goals can follow."""

from plugins.recruitment.counting.queries import peer_activities_that_count
from plugins.recruitment.gatherings.queries import courses_with_a_peer, meetings_held
from plugins.recruitment.members.figures import paying_members, reach_of_next_of_kin, reach_of_patients
from plugins.recruitment.peers.queries import peers_followed_up, trained_peers
from plugins.recruitment.queries import branches_with_peer_support
from plugins.recruitment.research.queries import share_of_quota
from plugins.recruitment.rules import PEER_SUPPORT
from plugins.recruitment.talks.queries import share_trained
from portal.i18n import _l
from portal.plugin_api import Metric

METRICS = [
    Metric(
        name="recruitment.branches_with_peer_support",
        label=_l("Branches with peer support in the last twelve months"),
        measure=branches_with_peer_support,
        activity_types=(PEER_SUPPORT,),
    ),
    Metric(
        name="recruitment.peer_activities_that_count",
        label=_l("Peer activities that count for the grant, this year"),
        measure=peer_activities_that_count,
        activity_types=(PEER_SUPPORT,),
    ),
    Metric(name="recruitment.trained_peers", label=_l("Active peers who are trained"), measure=trained_peers),
    Metric(
        name="recruitment.peers_followed_up",
        label=_l("Active peers with two follow-up talks this year"),
        measure=peers_followed_up,
    ),
    Metric(
        name="recruitment.peer_meetings", label=_l("Online meetings for peers this year"), measure=meetings_held
    ),
    Metric(
        name="recruitment.courses_with_a_peer",
        label=_l("Diagnosis courses this year with a peer"),
        measure=courses_with_a_peer,
    ),
    Metric(name="recruitment.paying_members", label=_l("Paying members"), measure=paying_members),
    Metric(
        name="recruitment.trained_officers",
        label=_l("Those who are elected and trained in recruitment talks, of all who are elected"),
        measure=share_trained,
    ),
    Metric(
        name="recruitment.research_applications",
        label=_l("Applications sent to Stiftelsen Dam this year, of the quota"),
        measure=share_of_quota,
    ),
    Metric(
        name="recruitment.reach_of_patients",
        label=_l("Paying members who are patients, of all who have or have had the illness"),
        measure=reach_of_patients,
    ),
    Metric(
        name="recruitment.reach_of_next_of_kin",
        label=_l("Paying members who are next of kin, of all who could be"),
        measure=reach_of_next_of_kin,
    ),
]
