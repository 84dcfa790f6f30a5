"""How the audit log tells what is done to members, dues and enrolments."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_MEMBER: dict[str, Any] = {"page": "recruitment_members.show", "argument": "person_id"}
_ENROLMENT: dict[str, Any] = {"page": "recruitment_joining.show", "argument": "enrolment_id"}
_CODE: dict[str, Any] = {"page": "recruitment_codes.show", "argument": "code_id"}
_PEER: dict[str, Any] = {"page": "recruitment_peers.show", "argument": "person_id"}
_GATHERING: dict[str, Any] = {"page": "recruitment_gatherings.show", "argument": "gathering_id"}
_CAMPAIGN: dict[str, Any] = {"page": "recruitment_campaigns.show", "argument": "campaign_id"}
_SURFACE: dict[str, Any] = {"page": "recruitment_surfaces.show", "argument": "surface_id"}
_FOUNDING: dict[str, Any] = {"page": "recruitment_founding.show", "argument": "founding_id"}
_OFFICER: dict[str, Any] = {"page": "recruitment_talks.change", "argument": "officer_id"}
_CALL: dict[str, Any] = {"page": "recruitment_research.call", "argument": "call_id"}
_APPLICATION: dict[str, Any] = {"page": "recruitment_research.change", "argument": "application_id"}

DEEDS = [
    AuditAction(name="recruitment.member_joined", sentence=_l("%(who)s made somebody a member"), **_MEMBER),
    AuditAction(name="recruitment.member_changed", sentence=_l("%(who)s changed a membership"), **_MEMBER),
    AuditAction(name="recruitment.member_left", sentence=_l("%(who)s ended a membership"), **_MEMBER),
    AuditAction(name="recruitment.member_stayed", sentence=_l("%(who)s took the end of a membership back"), **_MEMBER),
    AuditAction(
        name="recruitment.win_back_answered",
        sentence=_l("%(who)s wrote down what somebody says about coming back"),
        **_MEMBER,
    ),
    AuditAction(name="recruitment.rates_said", sentence=_l("%(who)s said what members pay")),
    AuditAction(name="recruitment.dues_asked_for", sentence=_l("%(who)s asked for dues")),
    AuditAction(name="recruitment.invoices_written", sentence=_l("%(who)s asked members for dues")),
    AuditAction(name="recruitment.dues_printed", sentence=_l("%(who)s took out letters of dues to print")),
    AuditAction(name="recruitment.reminders_asked_for", sentence=_l("%(who)s asked for reminders of dues")),
    AuditAction(name="recruitment.reminded", sentence=_l("%(who)s reminded members of dues")),
    AuditAction(
        name="recruitment.magazine_said", sentence=_l("%(who)s said how a member gets the magazine"), **_MEMBER
    ),
    AuditAction(name="recruitment.addresses_taken_out", sentence=_l("%(who)s took addresses out for the magazine")),
    AuditAction(name="recruitment.dues_waived", sentence=_l("%(who)s waived somebody's dues"), **_MEMBER),
    AuditAction(
        name="recruitment.dues_merged", sentence=_l("%(who)s made a year's dues of one member one"), **_MEMBER
    ),
    AuditAction(name="recruitment.dues_paid", sentence=_l("%(who)s wrote down a payment of dues"), **_MEMBER),
    AuditAction(name="recruitment.bank_file_read", sentence=_l("%(who)s read a file from the bank")),
    AuditAction(name="recruitment.payment_matched", sentence=_l("%(who)s found out what a payment is for"), **_MEMBER),
    AuditAction(name="recruitment.payment_set_aside", sentence=_l("%(who)s put a payment aside")),
    AuditAction(name="recruitment.payment_taken_back", sentence=_l("%(who)s took a payment of dues back"), **_MEMBER),
    AuditAction(name="recruitment.aside_taken_back", sentence=_l("%(who)s took a payment out of those put aside")),
    AuditAction(name="recruitment.enrolled", sentence=_l("%(who)s sent in an enrolment"), **_ENROLMENT),
    AuditAction(name="recruitment.enrolled_again", sentence=_l("%(who)s sent in an enrolment that was there already")),
    AuditAction(name="recruitment.enrolment_confirmed", sentence=_l("%(who)s confirmed an enrolment"), **_ENROLMENT),
    AuditAction(
        name="recruitment.enrolment_asked_again", sentence=_l("%(who)s sent the letter to confirm again"), **_ENROLMENT
    ),
    AuditAction(name="recruitment.enrolment_let_in", sentence=_l("%(who)s let somebody in as a member"), **_ENROLMENT),
    AuditAction(name="recruitment.enrolment_declined", sentence=_l("%(who)s declined an enrolment"), **_ENROLMENT),
    AuditAction(
        name="recruitment.enrolments_forgotten",
        sentence=_l("Enrolments were forgotten that nobody confirmed or let in in time"),
    ),
    AuditAction(name="recruitment.form_said", sentence=_l("%(who)s changed what the enrolment form asks")),
    AuditAction(name="recruitment.ranges_said", sentence=_l("%(who)s said which postal codes belong to which branch")),
    AuditAction(name="recruitment.code_made", sentence=_l("%(who)s made a code"), **_CODE),
    AuditAction(name="recruitment.code_changed", sentence=_l("%(who)s changed a code"), **_CODE),
    AuditAction(name="recruitment.code_closed", sentence=_l("%(who)s closed a code"), **_CODE),
    AuditAction(name="recruitment.poster_asked_for", sentence=_l("%(who)s asked for a poster"), **_CODE),
    AuditAction(name="recruitment.peer_made", sentence=_l("%(who)s made somebody a peer"), **_PEER),
    AuditAction(name="recruitment.peer_changed", sentence=_l("%(who)s changed what is known of a peer"), **_PEER),
    AuditAction(name="recruitment.peer_talked", sentence=_l("%(who)s wrote down a talk with a peer"), **_PEER),
    AuditAction(name="recruitment.peer_attended", sentence=_l("%(who)s wrote down that a peer was there"), **_PEER),
    AuditAction(name="recruitment.peer_status", sentence=_l("%(who)s said whether a peer is active"), **_PEER),
    AuditAction(
        name="recruitment.gathering_planned", sentence=_l("%(who)s planned a course or a meeting"), **_GATHERING
    ),
    AuditAction(
        name="recruitment.gathering_changed", sentence=_l("%(who)s changed a course or a meeting"), **_GATHERING
    ),
    AuditAction(
        name="recruitment.gathering_peers", sentence=_l("%(who)s said which peers are in a course or a meeting"),
        **_GATHERING,
    ),
    AuditAction(name="recruitment.rule_said", sentence=_l("%(who)s wrote a rule of what counts")),
    AuditAction(name="recruitment.recount_asked_for", sentence=_l("%(who)s asked for a recount of peer support")),
    AuditAction(name="recruitment.counted_anew", sentence=_l("%(who)s counted peer support anew")),
    AuditAction(name="recruitment.campaign_planned", sentence=_l("%(who)s planned a campaign"), **_CAMPAIGN),
    AuditAction(name="recruitment.campaign_changed", sentence=_l("%(who)s changed a campaign"), **_CAMPAIGN),
    AuditAction(
        name="recruitment.surface_kept", sentence=_l("%(who)s said how a contact surface is looked after"), **_SURFACE
    ),
    AuditAction(
        name="recruitment.surface_followed_up", sentence=_l("%(who)s was in touch with a contact surface"), **_SURFACE
    ),
    AuditAction(
        name="recruitment.surface_person_added",
        sentence=_l("%(who)s wrote down who is in charge at a contact surface"),
        **_SURFACE,
    ),
    AuditAction(
        name="recruitment.surface_person_changed",
        sentence=_l("%(who)s changed who is in charge at a contact surface"),
        **_SURFACE,
    ),
    AuditAction(
        name="recruitment.surface_person_removed",
        sentence=_l("%(who)s took somebody off who was in charge at a contact surface"),
        **_SURFACE,
    ),
    AuditAction(
        name="recruitment.officer_added",
        sentence=_l("%(who)s wrote down somebody who is elected"),
        **_OFFICER,
    ),
    AuditAction(name="recruitment.officer_changed", sentence=_l("%(who)s changed somebody's office"), **_OFFICER),
    AuditAction(name="recruitment.call_announced", sentence=_l("%(who)s announced the research fund"), **_CALL),
    AuditAction(name="recruitment.call_changed", sentence=_l("%(who)s changed a call of the research fund"), **_CALL),
    AuditAction(
        name="recruitment.application_added",
        sentence=_l("%(who)s wrote down an application for research"),
        **_APPLICATION,
    ),
    AuditAction(
        name="recruitment.application_changed",
        sentence=_l("%(who)s changed an application for research"),
        **_APPLICATION,
    ),
    AuditAction(name="recruitment.founding_begun", sentence=_l("%(who)s began to found a branch"), **_FOUNDING),
    AuditAction(name="recruitment.founding_changed", sentence=_l("%(who)s changed a new branch"), **_FOUNDING),
    AuditAction(
        name="recruitment.founding_step_added", sentence=_l("%(who)s added a step to a new branch"), **_FOUNDING
    ),
    AuditAction(
        name="recruitment.founding_step_changed", sentence=_l("%(who)s changed a step of a new branch"), **_FOUNDING
    ),
    AuditAction(
        name="recruitment.candidate_added",
        sentence=_l("%(who)s added a candidate to a new branch"),
        **_FOUNDING,
    ),
    AuditAction(
        name="recruitment.candidate_changed", sentence=_l("%(who)s changed a candidate of a new branch"), **_FOUNDING
    ),
]
