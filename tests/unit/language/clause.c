/* Sentences and the clauses that the table of 'claimbase analyze' shows for them. */
#include "unit/language/analyze.h"

#include "base/buf.h"

struct example {
    const char *text, *clauses; /* parted by " | " */
};

static const struct example GERMAN[] = {
    {"Die Firma teilte den Kunden die neuen Preise mit.",
     "main 1-9 finite=teilte particle=mit verb=mitteilen subject=Die Firma"},
    {"Der Rat hat den Antrag am Dienstag genehmigt.", "main 1-8 finite=hat verb=genehmigen subject=Der Rat"},
    {"Das Werk wird bald geschlossen sein.", "main 1-6 finite=wird verb=schließen subject=Das Werk passive"},
    {"Die Polizei konnte den Täter nicht finden.",
     "main 1-7 finite=konnte verb=finden subject=Die Polizei negated"},
    {"Am Montag hat die Bank ihre Zahlen vorgelegt.", "main 1-8 finite=hat verb=vorlegen subject=die Bank"},
    {"Den Minister kritisierte die Opposition scharf.",
     "main 1-6 finite=kritisierte verb=kritisieren subject=die Opposition"},
    {"Dem Verein fehlt das Geld.", "main 1-5 finite=fehlt verb=fehlen subject=das Geld"},
    {"Dem Kind half der Nachbar.", "main 1-5 finite=half verb=helfen subject=der Nachbar"},
    {"Das teilte die Polizei am Abend mit.",
     "main 1-7 finite=teilte particle=mit verb=mitteilen subject=die Polizei"},
    {"Jeden Morgen öffnet der Bäcker um sechs Uhr.", "main 1-8 finite=öffnet verb=öffnen subject=der Bäcker"},
    {"Letzte Woche kündigte der Verband Streiks an.",
     "main 1-7 finite=kündigte particle=an verb=ankündigen subject=der Verband"},
    {"Polizei und Feuerwehr rückten sofort aus.",
     "main 1-6 finite=rückten particle=aus verb=ausrücken subject=Polizei und Feuerwehr"},
    {"Der Verein gewann und feierte bis in die Nacht.",
     "main 1-3 finite=gewann verb=gewinnen subject=Der Verein | main 4-9 finite=feierte verb=feiern "
     "subject=Der Verein"},
    {"Die Stadt plant einen Neubau und der Kreis bezahlt ihn.",
     "main 1-5 finite=plant verb=planen subject=Die Stadt | main 6-10 finite=bezahlt verb=bezahlen "
     "subject=der Kreis"},
    {"Der Konzern baut das Werk und verkauft die Halle.",
     "main 1-5 finite=baut verb=bauen subject=Der Konzern | main 6-9 finite=verkauft verb=verkaufen "
     "subject=Der Konzern"},
    {"Er lachte, winkte und verschwand.",
     "main 1-2 finite=lachte verb=lachen subject=Er | main 4-4 in=1 finite=winkte verb=winken subject=Er | "
     "main 5-6 in=1 finite=verschwand verb=verschwinden subject=Er"},
    {"Die Werft hat das Schiff gebaut und verkauft.", "main 1-8 finite=hat verb=verkaufen subject=Die Werft"},
    {"Weil der Strom fehlt, bleibt die Schule heute zu.",
     "main 1-10 finite=bleibt verb=bleiben subject=die Schule | subordinate 1-4 in=1 opener=Weil "
     "finite=fehlt verb=fehlen subject=der Strom"},
    {"Die Schule bleibt zu, weil der Strom fehlt.",
     "main 1-9 finite=bleibt verb=bleiben subject=Die Schule | subordinate 6-9 in=1 opener=weil finite=fehlt "
     "verb=fehlen subject=der Strom"},
    {"Wie die Behörde mitteilte, wurde niemand verletzt.",
     "main 1-8 finite=wurde verb=verletzen subject=niemand passive negated | subordinate 1-4 in=1 opener=Wie "
     "finite=mitteilte verb=mitteilen subject=die Behörde"},
    {"Wer das sagt, lügt.",
     "main 1-5 finite=lügt verb=lügen | subordinate 1-3 in=1 opener=Wer finite=sagt verb=sagen subject=Wer"},
    {"Was er sagte, stimmte nicht.", "main 1-6 finite=stimmte verb=stimmen negated | subordinate 1-3 in=1 "
                                     "opener=Was finite=sagte verb=sagen subject=er"},
    {"Als der Zug kam, regnete es.", "main 1-7 finite=regnete verb=regnen subject=es | subordinate 1-4 in=1 "
                                     "opener=Als finite=kam verb=kommen subject=der Zug"},
    {"Er fragte, warum der Zug so spät komme.",
     "main 1-9 finite=fragte verb=fragen subject=Er | subordinate 4-9 in=1 opener=warum finite=komme "
     "verb=kommen subject=der Zug"},
    {"Sie weiß nicht, ob er kommt.", "main 1-7 finite=weiß verb=wissen subject=Sie negated | subordinate 5-7 "
                                     "in=1 opener=ob finite=kommt verb=kommen subject=er"},
    {"Zwei Tage nachdem er gekündigt hatte, kam er zurück.",
     "main 1-10 finite=kam particle=zurück verb=zurückkommen subject=er | subordinate 1-6 in=1 "
     "opener=nachdem finite=hatte verb=kündigen subject=er"},
    {"Er blieb, obwohl er, wie alle wussten, krank war.",
     "main 1-12 finite=blieb verb=bleiben subject=Er | subordinate 4-12 in=1 opener=obwohl finite=war "
     "verb=sein subject=er | subordinate 7-9 in=2 opener=wie finite=wussten verb=wissen subject=alle"},
    {"Sie sagte, dass sie bleibe und dass er gehe.",
     "main 1-10 finite=sagte verb=sagen subject=Sie | subordinate 4-6 in=1 opener=dass finite=bleibe "
     "verb=bleiben subject=sie | subordinate 7-10 in=1 opener=dass finite=gehe verb=gehen subject=er"},
    {"Er ging, weil es regnete und der Wind wehte.",
     "main 1-10 finite=ging verb=gehen subject=Er | subordinate 4-6 in=1 opener=weil finite=regnete "
     "verb=regnen subject=es | subordinate 7-10 in=1 opener=weil finite=wehte verb=wehen subject=der Wind"},
    {"Kommt der Investor nicht, müssen wir schließen.",
     "main 1-8 finite=müssen verb=schließen subject=wir | subordinate 1-4 in=1 finite=Kommt verb=kommen "
     "subject=der Investor negated"},
    {"Hätte er gefragt, wäre sie geblieben.", "main 1-7 finite=wäre verb=bleiben subject=sie | subordinate "
                                              "1-3 in=1 finite=Hätte verb=fragen subject=er"},
    {"Die Frau, die das Werk leitet, kommt aus Jena.",
     "main 1-11 finite=kommt verb=kommen subject=Die Frau | relative 4-7 in=1 opener=die finite=leitet "
     "verb=leiten subject=die"},
    {"Der Mann, den der Hund biss, klagt.", "main 1-9 finite=klagt verb=klagen subject=Der Mann | relative "
                                            "4-7 in=1 opener=den finite=biss verb=beißen subject=der Hund"},
    {"Das Auto, das er kaufte, steht im Hof.",
     "main 1-10 finite=steht verb=stehen subject=Das Auto | relative 4-6 in=1 opener=das finite=kaufte "
     "verb=kaufen subject=er"},
    {"Die Brücke, über die täglich viele Wagen fahren, wird gesperrt.",
     "main 1-12 finite=wird verb=sperren subject=Die Brücke passive | relative 4-9 in=1 opener=die "
     "finite=fahren verb=fahren subject=viele Wagen"},
    {"Der Wirt, dessen Lokal schließen musste, sucht Arbeit.",
     "main 1-10 finite=sucht verb=suchen subject=Der Wirt | relative 4-7 in=1 opener=dessen finite=musste "
     "verb=schließen subject=dessen Lokal"},
    {"Die Firma, die den Kunden, der klagte, kennt, zahlt.",
     "main 1-13 finite=zahlt verb=zahlen subject=Die Firma | relative 4-11 in=1 opener=die finite=kennt "
     "verb=kennen subject=die | relative 8-9 in=2 opener=der finite=klagte verb=klagen subject=der"},
    {"Es war ein Fehler, der Millionen kostete, was die Anleger ärgert.",
     "main 1-13 finite=war verb=sein subject=ein Fehler | relative 6-13 in=1 opener=der finite=kostete "
     "verb=kosten subject=der | subordinate 10-13 in=2 opener=was finite=ärgert verb=ärgern subject=was"},
    {"Um Kosten zu sparen, schließt der Konzern sein Werk in Halle.",
     "main 1-12 finite=schließt verb=schließen subject=der Konzern | infinitive 1-4 in=1 opener=Um "
     "verb=sparen"},
    {"Ohne den Kunden zu fragen, erhöhte die Bank die Gebühren.",
     "main 1-11 finite=erhöhte verb=erhöhen subject=die Bank | infinitive 1-5 in=1 opener=Ohne verb=fragen"},
    {"Der Minister versprach, die Steuern zu senken.",
     "main 1-8 finite=versprach verb=versprechen subject=Der Minister | infinitive 5-8 in=1 verb=senken"},
    {"Die Firma plant, ein Werk zu bauen, das Batterien herstellt.",
     "main 1-12 finite=plant verb=planen subject=Die Firma | infinitive 5-12 in=1 verb=bauen | relative "
     "10-12 in=2 opener=das finite=herstellt verb=herstellen subject=das"},
    {"Statt zu sparen, kaufte der Verein einen Stürmer ein.",
     "main 1-10 finite=kaufte particle=ein verb=einkaufen subject=der Verein | infinitive 1-3 in=1 "
     "opener=Statt verb=sparen"},
    {"Er versuchte zu schlafen.", "main 1-4 finite=versuchte verb=versuchen subject=Er"},
    {"Der Antrag ist bis Freitag zu stellen.", "main 1-7 finite=ist verb=stellen subject=Der Antrag"},
    {"Der Bürgermeister (er ist seit Mai im Amt) lehnte den Vorschlag ab.",
     "main 1-14 finite=lehnte particle=ab verb=ablehnen subject=Der Bürgermeister | main 4-9 in=1 finite=ist "
     "verb=sein subject=er"},
    {"Die Stadt – sie ist hoch verschuldet – verkauft das Bad.",
     "main 1-11 finite=verkauft verb=verkaufen subject=Die Stadt | main 4-7 in=1 finite=ist verb=verschulden "
     "subject=sie"},
    {"Anna Kolb, Chefin der Bank, trat am Freitag zurück.",
     "main 1-11 finite=trat particle=zurück verb=zurücktreten subject=Anna Kolb, Chefin der Bank"},
    {"Die Preise seien, sagte der Minister, zu hoch.",
     "main 1-10 finite=seien verb=sein subject=Die Preise | main 5-7 in=1 finite=sagte verb=sagen "
     "subject=der Minister"},
    {"Das Haus, sagte der Makler, ist verkauft worden.",
     "main 1-10 finite=ist verb=verkaufen subject=Das Haus passive | main 4-6 in=1 finite=sagte verb=sagen "
     "subject=der Makler"},
    {"„Wir bauen weiter“, sagte die Geschäftsführerin.",
     "main 2-4 finite=bauen verb=bauen subject=Wir | main 7-9 in=1 finite=sagte verb=sagen subject=die "
     "Geschäftsführerin"},
    {"„Wir bauen weiter“, sagte Anna Kolb, „und wir zahlen mehr Lohn.“",
     "main 2-4 finite=bauen verb=bauen subject=Wir | main 7-9 in=1 finite=sagte verb=sagen subject=Anna Kolb "
     "| main 12-16 in=1 finite=zahlen verb=zahlen subject=wir"},
    {"Der „Bote“ berichtet über den Fall.", "main 1-8 finite=berichtet verb=berichten subject=Der „Bote“"},
    {"Er sagte: „Wir haben nichts gewusst.“",
     "main 1-2 finite=sagte verb=sagen subject=Er | main 5-8 finite=haben verb=wissen subject=Wir negated"},
    {"Die Lage ist klar: Der Betrieb muss sparen.",
     "main 1-4 finite=ist verb=sein subject=Die Lage | main 6-9 finite=muss verb=sparen subject=Der Betrieb"},
    {"Die Firma erklärte, sie habe den Vertrag gekündigt.",
     "main 1-3 finite=erklärte verb=erklären subject=Die Firma | main 5-9 in=1 finite=habe verb=kündigen "
     "subject=sie"},
    {"Die Firma zahle pünktlich, behauptete der Sprecher.",
     "main 1-4 finite=zahle verb=zahlen subject=Die Firma | main 6-8 in=1 finite=behauptete verb=behaupten "
     "subject=der Sprecher"},
    {"Warum kommt der Zug so spät?", "main 1-6 finite=kommt verb=kommen subject=der Zug"},
    {"Hat die Stadt das Geld bekommen?", "main 1-6 finite=Hat verb=bekommen subject=die Stadt"},
    {"Kauft ihr das Haus?", "main 1-4 finite=Kauft verb=kaufen subject=ihr"},
    {"Geben Sie den Schlüssel ab!", "main 1-5 finite=Geben particle=ab verb=abgeben subject=Sie"},
    {"Neues Werk in Dresden eröffnet",
     "main 1-5 finite=eröffnet verb=eröffnen subject=Neues Werk in Dresden"},
    {"Kein Geld für das Freibad", "main 1-5 subject=Kein Geld für das Freibad negated"},
    {"Tausende bei Protest in Leipzig", "main 1-5 subject=Tausende bei Protest in Leipzig"},
    {"Kaum jemand kam.", "main 1-3 finite=kam verb=kommen subject=jemand"},
    {"Drei Menschen wurden bei dem Unfall verletzt.",
     "main 1-7 finite=wurden verb=verletzen subject=Drei Menschen passive"},
    {"Das Werk soll im Mai verkauft werden.", "main 1-7 finite=soll verb=verkaufen subject=Das Werk passive"},
    {"Die Tür ist nicht geöffnet worden.", "main 1-6 finite=ist verb=öffnen subject=Die Tür passive negated"},
    {"Der Chef ließ den Wagen reparieren.", "main 1-6 finite=ließ verb=reparieren subject=Der Chef"},
    {"Er hat seinen Sohn kommen lassen.", "main 1-6 finite=hat verb=kommen subject=Er"},
    {"Die Sonne sieht heute besser aus als gestern.",
     "main 1-8 finite=sieht particle=aus verb=aussehen subject=Die Sonne"},
    {"Sie rief am Abend an, weil sie Hilfe brauchte.",
     "main 1-10 finite=rief particle=an verb=anrufen subject=Sie | subordinate 7-10 in=1 opener=weil "
     "finite=brauchte verb=brauchen subject=sie"},
    {"Der Sprecher der Polizei nannte keine Namen.",
     "main 1-7 finite=nannte verb=nennen subject=Der Sprecher der Polizei negated"},
    {"Viele Kunden kauften im Mai weniger ein.",
     "main 1-7 finite=kauften particle=ein verb=einkaufen subject=Viele Kunden"},
    {"Dann trat der Trainer zurück und der Verein suchte einen neuen.",
     "main 1-5 finite=trat particle=zurück verb=zurücktreten subject=der Trainer | main 6-11 finite=suchte "
     "verb=suchen subject=der Verein"},
    {"Sein Sohn kennt die Stadt nicht.", "main 1-6 finite=kennt verb=kennen subject=Sein Sohn negated"},
    {"Die Regierung, so der Sprecher, plant keine neuen Steuern.",
     "main 1-11 finite=plant verb=planen subject=Die Regierung negated | main 4-6 in=1 subject=der Sprecher"},
    {"Auf dem Markt verkauft eine Frau Blumen, die ihr Mann züchtet.",
     "main 1-12 finite=verkauft verb=verkaufen subject=eine Frau | relative 9-12 in=1 opener=die "
     "finite=züchtet verb=züchten subject=ihr Mann"},
    {"Nicht der Preis, sondern die Qualität entscheidet.",
     "main 1-8 finite=entscheidet verb=entscheiden subject=der Preis, sondern die Qualität negated"},
    {"Sobald das Geld da ist, beginnt der Bau.",
     "main 1-9 finite=beginnt verb=beginnen subject=der Bau | subordinate 1-5 in=1 opener=Sobald finite=ist "
     "verb=sein subject=das Geld"},
    {"Man weiß, dass die Firma, die das Gelände kaufte, kein Geld hat.",
     "main 1-15 finite=weiß verb=wissen subject=Man | subordinate 4-15 in=1 opener=dass finite=hat "
     "verb=haben subject=die Firma negated | relative 8-11 in=2 opener=die finite=kaufte verb=kaufen "
     "subject=die"},
    {"Die Kläger, so das Gericht, haben recht.",
     "main 1-9 finite=haben verb=haben subject=Die Kläger | main 4-6 in=1 subject=das Gericht"},
    {"Der Trainer, der Chef der Mannschaft, schwieg.",
     "main 1-9 finite=schwieg verb=schweigen subject=Der Trainer, der Chef der Mannschaft"},
    {"Sie hat das Buch, das sie suchte, gefunden.",
     "main 1-10 finite=hat verb=finden subject=Sie | relative 6-8 in=1 opener=das finite=suchte verb=suchen "
     "subject=sie"},
    {"Er gab an, nichts gesehen zu haben.",
     "main 1-8 finite=gab particle=an verb=angeben subject=Er | infinitive 5-8 in=1 verb=sehen negated"},
    {"Die Halle brannte ab, aber niemand wurde verletzt.",
     "main 1-4 finite=brannte particle=ab verb=abbrennen subject=Die Halle | main 6-9 finite=wurde "
     "verb=verletzen subject=niemand passive negated"},
    {"Entweder zahlt der Kunde oder die Firma klagt.",
     "main 1-4 finite=zahlt verb=zahlen subject=der Kunde | main 5-8 finite=klagt verb=klagen subject=die "
     "Firma"},
};

static const struct example ENGLISH[] = {
    {"The company said on Monday that it will close the plant because demand fell.",
     "main 1-14 finite=said verb=say subject=The company | subordinate 6-14 in=1 opener=that finite=will "
     "verb=close subject=it | subordinate 12-14 in=2 opener=because finite=fell verb=fell subject=demand"},
    {"The man who came yesterday left the building.",
     "main 1-8 finite=left verb=leave subject=The man | relative 3-5 in=1 opener=who finite=came verb=come "
     "subject=who"},
    {"She said he left.",
     "main 1-2 finite=said verb=say subject=She | main 3-4 in=1 finite=left verb=leave subject=he"},
    {"The board has approved the plan.", "main 1-6 finite=has verb=approve subject=The board"},
    {"The bridge, which opened in 1990, was closed last week.",
     "main 1-12 finite=was verb=close subject=The bridge passive | relative 4-7 in=1 opener=which "
     "finite=opened verb=open subject=which"},
    {"\"We will pay,\" said Anna Cole, \"and we will stay.\"",
     "main 2-4 finite=will verb=pay subject=We | main 7-9 in=1 finite=said verb=say subject=Anna Cole | main "
     "12-15 in=1 finite=will verb=stay subject=we"},
    {"To save money, the bank closed its branch.",
     "main 1-9 finite=closed verb=close subject=the bank | infinitive 1-3 in=1 verb=save"},
    {"The mayor resigned and left the city.", "main 1-3 finite=resigned verb=resign subject=The mayor | main "
                                              "4-7 finite=left verb=leave subject=The mayor"},
    {"Officials (they met on Friday) rejected the plan.",
     "main 1-10 finite=rejected verb=reject subject=Officials | main 3-6 in=1 finite=met verb=meet "
     "subject=they"},
    {"The plan was not approved by the council.",
     "main 1-8 finite=was verb=approve subject=The plan passive negated"},
    {"He asked whether the firm would pay.", "main 1-7 finite=asked verb=ask subject=He | subordinate 3-7 "
                                             "in=1 opener=whether finite=would verb=pay subject=the firm"},
    {"The company's chief denied the report.",
     "main 1-6 finite=denied verb=deny subject=The company's chief"},
    {"In 2024 the company that owns the port sold its ships and fired 30 workers.",
     "main 1-11 finite=sold verb=sell subject=the company | relative 5-8 in=1 opener=that finite=owns "
     "verb=own subject=that | main 12-15 finite=fired verb=fire subject=the company"},
    {"When the train arrived, the crowd cheered.",
     "main 1-8 finite=cheered verb=cheer subject=the crowd | subordinate 1-4 in=1 opener=When finite=arrived "
     "verb=arrive subject=the train"},
    {"The driver, whose licence had expired, was fined.",
     "main 1-10 finite=was verb=fine subject=The driver passive | relative 4-7 in=1 opener=whose finite=had "
     "verb=expire subject=whose licence"},
    {"He will not sell the house.", "main 1-6 finite=will verb=sell subject=He negated"},
    {"The report that she wrote was published in May.",
     "main 1-9 finite=was verb=publish subject=The report passive | subordinate 3-5 in=1 opener=that "
     "finite=wrote verb=write subject=she"},
    {"The ship has been repaired.", "main 1-5 finite=has verb=repair subject=The ship passive"},
    {"The judge asked why the witness had lied.",
     "main 1-8 finite=asked verb=ask subject=The judge | subordinate 4-8 in=1 opener=why finite=had verb=lie "
     "subject=the witness"},
    {"They were told that the road was closed.",
     "main 1-8 finite=were verb=tell subject=They passive | subordinate 4-8 in=1 opener=that finite=was "
     "verb=close subject=the road passive"},
    {"The council met on Tuesday but it made no decision.",
     "main 1-5 finite=met verb=meet subject=The council | main 6-10 finite=made verb=make subject=it "
     "negated"},
    {"The price rose because supply fell.", "main 1-6 finite=rose verb=rise subject=The price | subordinate "
                                            "4-6 in=1 opener=because finite=fell verb=fell subject=supply"},
};

static bool collect(void *context, const char *bytes, size_t size)
{
    cb_buf_add(context, (struct cb_str){bytes, size});
    return true;
}

/* The lines "  clause 1 = ..." of the table, without their number. */
static void clauses_of(const struct cb_document *doc, struct cb_buf *out)
{
    struct cb_buf table;
    struct cb_sink sink = {.write = collect, .context = &table};
    struct cb_str rest;

    cb_buf_init(&table, 1 << 20);
    assert_int_equal(cb_language_write(doc, CB_ANALYSIS_TABLE, &sink, NULL), CB_OK);
    cb_buf_clear(out);
    for (rest = cb_buf_view(&table); rest.ptr;) {
        struct cb_str line = cb_str_split(&rest, '\n');
        if (!cb_str_starts(line, CB_STR("  clause ")))
            continue;
        cb_str_split(&line, '=');
        if (out->len > 0)
            cb_buf_add(out, CB_STR(" | "));
        cb_buf_add(out, cb_str_trim(line));
    }
    cb_buf_release(&table);
}

static void check(struct temp *temp, enum cb_language language, const struct example *examples, size_t count)
{
    struct cb_buf seen;
    size_t wrong = 0;

    cb_buf_init(&seen, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        struct cb_document doc = analyze(temp, language, cb_str_of(examples[i].text));
        clauses_of(&doc, &seen);
        if (cb_str_eq(cb_buf_view(&seen), cb_str_of(examples[i].clauses)))
            continue;
        print_error("%s\n    %.*s\n", examples[i].text, CB_STR_ARG(cb_buf_view(&seen)));
        wrong++;
    }
    cb_buf_release(&seen);
    assert_int_equal(wrong, 0);
}

static void finds_german_clauses(void **state)
{
    check(*state, CB_GERMAN, GERMAN, sizeof GERMAN / sizeof *GERMAN);
}

static void finds_english_clauses(void **state)
{
    check(*state, CB_ENGLISH, ENGLISH, sizeof ENGLISH / sizeof *ENGLISH);
}

/* Every word is of a clause of its own sentence, and clauses lie within the one they stand in. */
static void check_order(const struct cb_document *doc)
{
    for (uint32_t c = 0; c < doc->clauses.count; c++) {
        const struct cb_clause *clause = &doc->clauses.items[c];
        assert_true(clause->first <= clause->last && clause->last < doc->tokens.count);
        assert_int_equal(doc->tokens.items[clause->first].sentence, doc->tokens.items[clause->last].sentence);
        assert_true(c == 0 || doc->clauses.items[c - 1].first <= clause->first);
        assert_true(clause->parent == CB_NONE || clause->parent < c);
    }
    for (uint32_t k = 0; k < doc->phrases.count; k++) {
        const struct cb_noun_phrase *p = &doc->phrases.items[k];
        assert_true(p->first <= p->head && p->head <= p->last && p->last <= p->reach);
        assert_true(p->reach < doc->tokens.count && p->clause < doc->clauses.count);
        assert_int_equal(doc->tokens.items[p->first].sentence, doc->tokens.items[p->reach].sentence);
        assert_true(k == 0 || doc->phrases.items[k - 1].head < p->head);
        assert_true(p->next == CB_NONE || (p->next > k && p->next < doc->phrases.count));
        assert_true(p->parent == CB_NONE || (p->parent != k && p->parent < doc->phrases.count));
        assert_true((p->parent != CB_NONE) == (p->role >= CB_ROLE_ATTRIBUTE));
    }
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t c = doc->tokens.items[i].clause;
        if (doc->tokens.items[i].kind == CB_TOKEN_WORD)
            assert_true(c < doc->clauses.count);
        if (c != CB_NONE)
            assert_true(doc->clauses.items[c].first <= i && i <= doc->clauses.items[c].last);
    }
}

/* A frame inside what somebody says, or what stands in brackets, is inserted; what follows it is not. */
static void marks_inserted_clauses(void **state)
{
    static const struct {
        const char *text;
        uint32_t count, inserted; /* clauses; the one that is inserted, or CB_NONE */
    } CASES[] = {
        {"Das Werk sei, sagte Maier gestern, bald fertig.", 2, 1},
        {"Die Halle ist neu, so der Sprecher.", 2, 1},
        {"Die Firma (sie baut Pumpen) zieht um.", 2, 1},
        {"Der Verein gewann und feierte.", 2, CB_NONE},
        {"Die Halle, die neu ist, brennt.", 2, CB_NONE},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cb_document doc = analyze(*state, CB_GERMAN, cb_str_of(CASES[i].text));
        assert_int_equal(doc.clauses.count, CASES[i].count);
        for (uint32_t c = 0; c < CASES[i].count; c++)
            assert_int_equal(doc.clauses.items[c].inserted, c == CASES[i].inserted);
    }
}

static void keeps_order_in_any_text(void **state)
{
    static const char *const PARTS[] = {"der Mann, ", "weil ",       "er (",       "geht) ",  "und - ",
                                        "\u201E",     "kommt, die ", "zu gehen: ", "\u201C ", "haben ",
                                        ") ",         "; ",          "was "};
    struct temp *temp = *state;
    struct cb_buf text;
    uint32_t random = 7;

    cb_buf_init(&text, 1 << 20);
    for (int round = 0; round < 40; round++) {
        struct cb_document doc;
        cb_buf_clear(&text);
        for (int k = 0; k < 120; k++) {
            random = random * 1664525 + 1013904223;
            cb_buf_add(&text, cb_str_of(PARTS[(random >> 16) % (sizeof PARTS / sizeof *PARTS)]));
        }
        doc = analyze(temp, round % 2 ? CB_ENGLISH : CB_GERMAN,
                      cb_arena_copy(&temp->arena, cb_buf_view(&text)));
        assert_true(doc.clauses.count > 0);
        check_order(&doc);
    }
    cb_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        temp_test(finds_german_clauses),
        temp_test(finds_english_clauses),
        temp_test(marks_inserted_clauses),
        temp_test(keeps_order_in_any_text),
    };

    return run_with_lexicons(tests);
}
