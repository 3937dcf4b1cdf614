import { hashOf } from "./tables.ts";

/**
 * A whole commit as one call, in one transaction, with one round trip. In PostgreSQL's own language, because what is to
 * be written depends on what is found.
 *
 * First it locks the documents that it writes to (in order of their numbers, so that two commits do not wait for each
 * other), then it checks everything as `assertCommitHolds` says, then it writes: what goes goes before anything comes, for
 * an entry may move from one document to another.
 *
 * Each statement sees what had been committed when it began. Documents that come after the first one has looked for them
 * are not locked and not checked: where that could make a difference the caller is told to repeat the call, which then
 * finds them. A write to one of them shows as a violation of a unique constraint; a conflict over an entry, or a delete
 * that found nothing, is believed only if none has come.
 *
 * The lock on the documents' table that every commit takes with its first statement keeps out `replaceAll` and changes of
 * the indexes until it is done, and the other way round.
 *
 * Arguments: the number of the catalog as the caller knows it; the time; how many expired documents to clear away; of
 * each write its collection, key, what it expects (null: anything, 0: absence, else a version), when it expires and its
 * text (null: delete); of each entry, unique and ordered, the number of its write, its index and its text; the number of
 * the first unique entry that the commit itself claims twice.
 *
 * Answers null when all is written; `again` when the call has to be repeated; `catalog` when the caller has to look up
 * its indexes again as well; `version n` and `unique n` for the write or unique entry, counted from 1, that was refused.
 *
 * @param schema quoted
 */
export function createCommitFunction(schema: string): string {
  const newcomers = `
    SELECT
    FROM unnest(collections, keys, known_ids, texts) AS w (collection, key, id, json)
    JOIN ${schema}.documents d ON d.collection = w.collection AND d.key_hash = ${hashOf("w.key")}
    WHERE d.id IS DISTINCT FROM w.id`;
  return `
CREATE FUNCTION ${schema}.commit_writes(
  known_catalog integer,
  now_ms bigint,
  sweep_limit integer,
  collections integer[],
  keys text[],
  expected bigint[],
  expiries bigint[],
  texts text[],
  unique_writes integer[],
  unique_indexes integer[],
  unique_texts text[],
  ordered_writes integer[],
  ordered_indexes integer[],
  ordered_texts text[],
  claimed_twice integer
) RETURNS text LANGUAGE plpgsql AS $commit$
DECLARE
  total integer := cardinality(keys);
  hit record;
  place integer;
  catalog_now integer;
  new_version bigint;
  known_ids bigint[] := array_fill(NULL::bigint, ARRAY[total]);
  live_versions bigint[] := array_fill(NULL::bigint, ARRAY[total]);
  inserted_ids bigint[] := array_fill(NULL::bigint, ARRAY[total]);
  updated_ids bigint[] := array_fill(NULL::bigint, ARRAY[total]);
  -- Documents whose entries may go, and those that go altogether.
  changed bigint[] := '{}';
  removed bigint[] := '{}';
  other_owners bigint[];
  expired_owners bigint[] := '{}';
  misses_deleted boolean := false;
  has_updates boolean := false;
  has_inserts boolean := false;
  unique_hashes bytea[];
  unique_documents bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(unique_writes)]);
  ordered_documents bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(ordered_writes)]);
  ordered_keys text[] := array_fill(NULL::text, ARRAY[cardinality(ordered_writes)]);
BEGIN
  FOR hit IN
    SELECT w.place, d.id, d.version, d.expires_at
    FROM unnest(collections, keys) WITH ORDINALITY AS w (collection, key, place)
    JOIN ${schema}.documents d ON d.collection = w.collection AND d.key_hash = ${hashOf("w.key")}
    ORDER BY d.id
    FOR UPDATE OF d
  LOOP
    known_ids[hit.place] := hit.id;
    IF hit.expires_at IS NULL OR hit.expires_at > now_ms THEN
      live_versions[hit.place] := hit.version;
    END IF;
  END LOOP;

  SELECT m.catalog INTO STRICT catalog_now FROM ${schema}.meta m;
  IF catalog_now <> known_catalog THEN
    RETURN 'catalog';
  END IF;

  FOR place IN 1..total LOOP
    IF expected[place] IS NOT NULL AND expected[place] <> coalesce(live_versions[place], 0) THEN
      RETURN 'version ' || place;
    END IF;
    misses_deleted := misses_deleted OR (texts[place] IS NULL AND known_ids[place] IS NULL);
  END LOOP;
  -- Otherwise one that another commit made along with what this one has waited for would outlive it.
  IF misses_deleted AND EXISTS (${newcomers} AND w.json IS NULL) THEN
    RETURN 'again';
  END IF;

  IF cardinality(unique_texts) > 0 THEN
    unique_hashes := ARRAY(SELECT ${hashOf("u.entry")} FROM unnest(unique_texts) WITH ORDINALITY AS u (entry, place) ORDER BY u.place);
    -- Entries that the documents of this commit have already are no obstacle: they keep them, or let go of them.
    other_owners := ARRAY(
      SELECT e.document
      FROM unnest(unique_indexes, unique_hashes) AS u (index_id, entry_hash)
      JOIN ${schema}.unique_entries e ON e.index_id = u.index_id AND e.entry_hash = u.entry_hash
      EXCEPT
      SELECT unnest(known_ids)
    );
    IF cardinality(other_owners) > 0 THEN
      FOR hit IN
        SELECT u.place, d.id, d.expires_at, EXISTS (${newcomers}) AS has_newcomers
        FROM unnest(unique_indexes, unique_hashes) WITH ORDINALITY AS u (index_id, entry_hash, place)
        JOIN ${schema}.unique_entries e ON e.index_id = u.index_id AND e.entry_hash = u.entry_hash
        JOIN ${schema}.documents d ON d.id = e.document
        WHERE e.document = ANY (other_owners)
        ORDER BY u.place
      LOOP
        EXIT WHEN hit.place >= claimed_twice;
        IF hit.expires_at IS NULL OR hit.expires_at > now_ms THEN
          -- The owner may be one of them, or one of them may be what the commit has to be refused for first.
          IF hit.has_newcomers THEN
            RETURN 'again';
          END IF;
          RETURN 'unique ' || hit.place;
        END IF;
        expired_owners := expired_owners || hit.id;
      END LOOP;
    END IF;
    IF claimed_twice IS NOT NULL THEN
      RETURN 'unique ' || claimed_twice;
    END IF;
  END IF;

  new_version := nextval('${schema}.versions');
  FOR place IN 1..total LOOP
    IF texts[place] IS NULL THEN
      IF known_ids[place] IS NOT NULL THEN
        removed := removed || known_ids[place];
      END IF;
    ELSIF known_ids[place] IS NULL THEN
      has_inserts := true;
      inserted_ids[place] := nextval('${schema}.document_ids');
    ELSE
      has_updates := true;
      updated_ids[place] := known_ids[place];
      changed := changed || known_ids[place];
    END IF;
  END LOOP;

  IF cardinality(expired_owners) > 0 THEN
    -- Looked at again when locked, for somebody may have made them live longer.
    removed := removed || ARRAY(
      SELECT d.id FROM ${schema}.documents d WHERE d.id = ANY (expired_owners) AND d.expires_at <= now_ms FOR UPDATE
    );
  END IF;
  IF sweep_limit > 0 THEN
    -- In two steps: what this commit writes to has been looked at above, and may be live again in a moment.
    removed := removed || ARRAY(
      SELECT s.id
      FROM (
        SELECT d.id FROM ${schema}.documents d WHERE d.expires_at <= now_ms
        ORDER BY d.expires_at LIMIT sweep_limit FOR UPDATE SKIP LOCKED
      ) s
      WHERE (s.id <> ALL (known_ids)) IS NOT FALSE
    );
  END IF;
  changed := changed || removed;

  IF cardinality(removed) > 0 THEN
    DELETE FROM ${schema}.documents d WHERE d.id = ANY (removed);
  END IF;
  IF has_updates THEN
    UPDATE ${schema}.documents d SET version = new_version, expires_at = w.expires_at, json = w.json
    FROM unnest(updated_ids, expiries, texts) AS w (id, expires_at, json)
    WHERE d.id = w.id;
  END IF;
  IF has_inserts THEN
    INSERT INTO ${schema}.documents (id, version, expires_at, collection, key_hash, key, json)
    SELECT w.id, new_version, w.expires_at, w.collection, ${hashOf("w.key")}, w.key, w.json
    FROM unnest(inserted_ids, expiries, collections, keys, texts) AS w (id, expires_at, collection, key, json)
    WHERE w.id IS NOT NULL
    ORDER BY 4, 5;
  END IF;

  FOR place IN 1..cardinality(unique_writes) LOOP
    unique_documents[place] := coalesce(updated_ids[unique_writes[place]], inserted_ids[unique_writes[place]]);
  END LOOP;
  FOR place IN 1..cardinality(ordered_writes) LOOP
    ordered_documents[place] := coalesce(updated_ids[ordered_writes[place]], inserted_ids[ordered_writes[place]]);
    ordered_keys[place] := keys[ordered_writes[place]];
  END LOOP;

  IF cardinality(changed) > 0 THEN
    DELETE FROM ${schema}.unique_entries e
    USING (
      SELECT o.document, o.index_id, o.entry_hash FROM ${schema}.unique_entries o WHERE o.document = ANY (changed)
      EXCEPT
      SELECT u.document, u.index_id, u.entry_hash
      FROM unnest(unique_documents, unique_indexes, unique_hashes) AS u (document, index_id, entry_hash)
    ) gone
    WHERE e.index_id = gone.index_id AND e.entry_hash = gone.entry_hash;

    DELETE FROM ${schema}.ordered_entries e
    USING (
      SELECT o.document, o.index_id, o.entry FROM ${schema}.ordered_entries o WHERE o.document = ANY (changed)
      EXCEPT
      SELECT u.document, u.index_id, u.entry
      FROM unnest(ordered_documents, ordered_indexes, ordered_texts) AS u (document, index_id, entry)
    ) gone
    WHERE e.document = gone.document AND e.index_id = gone.index_id AND e.entry = gone.entry;
  END IF;

  IF cardinality(unique_texts) > 0 THEN
    INSERT INTO ${schema}.unique_entries (document, index_id, entry_hash)
    SELECT u.document, u.index_id, u.entry_hash
    FROM unnest(unique_documents, unique_indexes, unique_hashes) AS u (document, index_id, entry_hash)
    EXCEPT
    SELECT o.document, o.index_id, o.entry_hash FROM ${schema}.unique_entries o WHERE o.document = ANY (updated_ids)
    ORDER BY 2, 3;
  END IF;
  IF cardinality(ordered_texts) > 0 THEN
    INSERT INTO ${schema}.ordered_entries (document, index_id, entry, key)
    SELECT u.document, u.index_id, u.entry, u.key
    FROM unnest(ordered_documents, ordered_indexes, ordered_texts, ordered_keys) AS u (document, index_id, entry, key)
    EXCEPT
    SELECT o.document, o.index_id, o.entry, o.key FROM ${schema}.ordered_entries o WHERE o.document = ANY (updated_ids);
  END IF;
  RETURN NULL;
END
$commit$`;
}
