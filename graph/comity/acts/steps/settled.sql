-- One part of what an act says, where its reports differ: the value that most of them give, then the fullest, then the
-- longest, then the first of the alphabet. {fields} go together (a place with its country, a figure with its unit).
create or replace temp table settled_{part} as
    select act, {fields}
    from act_reports
    where act in (select act from summaries where {part}_differs) and coalesce({texts}) is not null
    group by act, {fields}
    qualify row_number() over (partition by act
        order by count(*) desc, {nulls}, len(concat_ws(' ', {texts})) desc, {fields}) = 1;
