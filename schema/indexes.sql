-- Indexes that only readers look for: an import into a new file and a rebuild make them when all rows are in, in one go.
-- Until then reports are slow, not wrong; where a run was cut short, the next command that writes makes them.
-- What stands behind the first column spares a look at the rows: reports for one entity, of which there may be very many.
-- Of articles; the first two stand in schema/migrations, too. From the newest on: reports that are asked for some rows stop
-- when they have them.
CREATE INDEX IF NOT EXISTS articles_by_source ON articles (source_id, published);
CREATE INDEX IF NOT EXISTS articles_by_published ON articles (published);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (published DESC, id);
CREATE INDEX IF NOT EXISTS mentions_by_entity ON mention_rows (entity_id, article_id);
CREATE INDEX IF NOT EXISTS claims_by_speaker ON claim_rows (speaker_id, article_id, form);
CREATE INDEX IF NOT EXISTS claims_by_cited_source ON claim_rows (cited_source_id) WHERE cited_source_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_entities_by_entity ON claim_entities (entity_id, role, claim_id);
CREATE INDEX IF NOT EXISTS figures_by_entity ON figure_rows (entity_id, article_id) WHERE entity_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS figures_by_what ON figure_rows (what_key, unit);
CREATE INDEX IF NOT EXISTS figures_by_day ON figure_rows (coalesce(day_low, day_high)) WHERE form & 15 = 5; -- dates
CREATE INDEX IF NOT EXISTS propositions_by_claim ON proposition_rows (claim_id) WHERE claim_id IS NOT NULL;
-- Before the next one: of two that serve as well SQLite takes the later, and that one has the order of the articles.
CREATE INDEX IF NOT EXISTS propositions_by_subject_verb ON proposition_rows (subject_id, lemma_term, article_id)
WHERE subject_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS propositions_by_subject ON proposition_rows (subject_id, article_id, object_id, form)
WHERE subject_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS propositions_by_object ON proposition_rows (object_id, article_id, subject_id)
WHERE object_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS propositions_by_lemma ON proposition_rows (lemma_term) WHERE lemma_term IS NOT NULL;
CREATE INDEX IF NOT EXISTS citations_by_source ON citations (source_id);
CREATE INDEX IF NOT EXISTS positions_by_person ON positions (person_id);
CREATE INDEX IF NOT EXISTS positions_by_organization ON positions (organization_id);
-- Names by their last word, and however they are written: whom one may mean (entity-review).
CREATE INDEX IF NOT EXISTS entities_by_name_end ON entities (replace(name, rtrim(name, replace(name, ' ', '')), ''));
CREATE INDEX IF NOT EXISTS entities_by_spelling ON entities (
    replace(replace(replace(replace(replace(replace(replace(replace(lower(name), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'ä', 'ae'),
        'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '-', ' '));
