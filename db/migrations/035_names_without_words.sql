-- A name may be made of signs alone, such as "..." or "†". Folding and splitting left nothing of some, and a membership of theirs
-- couldn't be kept. What nothing is left of stands for itself.
create or replace function folded(words text) returns text language sql immutable parallel safe as
  $$ select case btrim(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g')) when '' then left(lower(words), 100)
    else left(lower(translate(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g'), 'ØøŁłĐđÐðı', 'OoLlDdDdi')), 100) end $$;

-- As before, but of what is signs alone the word is the text itself.
create or replace function words_of(words text) returns text language sql immutable parallel safe as
  $$ select ' ' || coalesce(nullif(btrim(regexp_replace(
    regexp_replace(folded(words), '([\u1100-\u1112\u3040-\u30ff\u3400-\u9fff])', ' \1', 'g'),
    '[ !-/:-@\u005b-\u0060{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u3002]+', ' ', 'g')), ''),
    btrim(regexp_replace(folded(words), '\s+', ' ', 'g'))) $$;

-- Of a text without a word there is no beginning, not an unknown one.
create or replace function word_beginnings(words text) returns setof text language sql immutable parallel safe as
  $$ select left(array_to_string(parts[n:], ' '), 60)
    from (select string_to_array(nullif(ltrim(words), ''), ' ') as parts) split, generate_series(1, least(cardinality(parts), 20)) n
    where parts is not null $$;

-- Nobody of such a name could be a member; everything else that has one is named anew.
select set_config('app.portal', 'on', true);
update users set name = name where btrim(name_key) = '';
update roles set name = name where btrim(name_key) = '';
update projects set name = name where btrim(name_key) = '';
update servers set name = name where btrim(name_key) = '';
update nodes set name = name where btrim(name_key) = '';
