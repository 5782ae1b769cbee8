-- Reports of the generation before that stand in the neighbourhood of a report that is staged here, or did before.
create or replace table near_reports as
    with near as (
        select hash(s.kind, modality, agent_sides, recipient_sides) as near
        from staged_reports s join act_rules using (kind)
        join party_pairs on pair = hash(one_sided, list_key(s.agents), list_key(s.recipients))
        union
        select near from before.near semi join moved_reports using (report)
    )
    select report from before.near semi join near using (near);
