-- Acts of more than one report. What an act of a single report says is what that report says; only these need settling.
create or replace temp table several as
    select act from report_acts group by act having count(*) > 1;
