/* Words and sentences of the made-up articles of bench_articles.c; all our own. Slots in braces:
 *   {P} a person of the article, the surname only when it was named before    {T} the same, behind an office
 *   {O} an organization   {G} a place   {n} a thing in the plural   {a} an adjective for it
 *   {N} a count   {M} an amount of money   {%} a percentage   {D} a day of the week   {m} a month   {y} a
 * year {q} words of a quotation, of the person named last */
#ifndef CB_BENCH_ARTICLES_WORDS_H
#define CB_BENCH_ARTICLES_WORDS_H

struct words {
    const char *code;
    const char *const *firsts, *const *offices, *const *modifiers, *const *heads, *const *adjectives;
    const char *const *quotes, *const *spoken, *const *plain, *const *fillers, *const *headlines,
                                                                                   *const *organizations;
    const char *const *days, *const *months, *const *places;
    const char *const *parts[5]; /* of the fillers */
    const char *thousand, *point;
};

static const char *const FIRSTS_DE[] = {
    "Anna",   "Bernd", "Clara",      "Dieter",  "Eva",    "Frank",  "Gesa",  "Holger", "Ines",
    "Jonas",  "Karin", "Lukas",      "Marlene", "Nils",   "Olga",   "Peter", "Quirin", "Rosa",
    "Stefan", "Tanja", "Udo",        "Vera",    "Werner", "Yvonne", "Arndt", "Birte",  "Carsten",
    "Doris",  "Edgar", "Friederike", "Georg",   "Hanna",  "Ingo",   "Julia", "Klaus",  "Lena",
    "Martin", "Nora",  "Oskar",      "Petra",   NULL};
static const char *const FIRSTS_EN[] = {
    "Alice", "Brian", "Carol", "Derek", "Ellen",   "Fraser", "Grace",   "Harvey", "Isla",   "Jacob", "Kate",
    "Liam",  "Megan", "Neil",  "Olive", "Patrick", "Rachel", "Simon",   "Tessa",  "Victor", "Wendy", "Aidan",
    "Bella", "Colin", "Daisy", "Edwin", "Fiona",   "Gavin",  "Heather", "Ivor",   NULL};

static const char *const OFFICES_DE[] = {"Finanzministerin",  "Vorstandschef",     "Bürgermeister",
                                         "Geschäftsführerin", "Landrat",           "Sprecher",
                                         "Umweltminister",    "Gewerkschafterin",  "Professorin",
                                         "Staatssekretär",    "Aufsichtsratschef", NULL};
static const char *const OFFICES_EN[] = {
    "finance minister", "chief executive", "Mayor",      "spokesman",           "Professor",
    "union leader",     "Senator",         "chairwoman", "transport secretary", NULL};

static const char *const MODIFIERS_DE[] = {
    "Strom",       "Wasser",  "Hafen",    "Schul",      "Bahn",     "Energie", "Bau",     "Klima",  "Export",
    "Gesundheits", "Wohn",    "Verkehrs", "Kredit",     "Steuer",   "Handels", "Daten",   "Pflege", "Wind",
    "Forst",       "Ernte",   "Stahl",    "Chip",       "Fisch",    "Kultur",  "Miet",    "Rad",    "Küsten",
    "Sport",       "Digital", "Lehr",     "Gas",        "Batterie", "Holz",    "Luft",    "Markt",  "Netz",
    "Renten",      "Solar",   "Tier",     "Umwelt",     "Wärme",    "Zoll",    "Brücken", "Fähr",   "Tunnel",
    "Konzern",     "Bank",    "Börsen",   "Forschungs", "Impf",     "Jugend",  "Kinder",  "Land",   "Museums",
    "Papier",      "Glas",    "Textil",   "Straßen",    "Seen",     "Moor",    NULL};
static const char *const MODIFIERS_EN[] = {
    "power",    "water",   "port",     "school",  "rail",    "energy",  "building", "climate", "export",
    "health",   "housing", "traffic",  "credit",  "tax",     "trade",   "data",     "care",    "wind",
    "forest",   "harvest", "steel",    "chip",    "fishing", "culture", "rental",   "cycling", "coastal",
    "sports",   "digital", "training", "gas",     "battery", "timber",  "air",      "market",  "network",
    "pension",  "solar",   "animal",   "heating", "customs", "bridge",  "ferry",    "tunnel",  "bank",
    "research", "vaccine", "youth",    "museum",  "paper",   NULL};

static const char *const HEADS_DE[] = {
    "preise",      "kosten",    "pläne",       "verträge",   "anlagen",       "betriebe",
    "auflagen",    "gebühren",  "zahlen",      "verfahren",  "kontrollen",    "regeln",
    "projekte",    "programme", "verbände",    "gutachten",  "mittel",        "vorgaben",
    "abgaben",     "aufträge",  "gesetze",     "grenzwerte", "investitionen", "leitungen",
    "lieferungen", "mengen",    "normen",      "prüfungen",  "reformen",      "schulden",
    "standorte",   "systeme",   "unternehmen", "verluste",   "vorräte",       "werke",
    "ziele",       "zuschüsse", "ausgaben",    "einnahmen",  "fristen",       "behörden",
    "karten",      NULL};
static const char *const HEADS_EN[] = {
    "prices",  "costs",     "plans",     "contracts", "plants",    "firms",       "rules",    "fees",
    "figures", "reviews",   "checks",    "projects",  "schemes",   "unions",      "reports",  "funds",
    "targets", "levies",    "orders",    "laws",      "limits",    "investments", "lines",    "deliveries",
    "volumes", "standards", "tests",     "reforms",   "debts",     "sites",       "systems",  "losses",
    "stocks",  "works",     "subsidies", "revenues",  "deadlines", "agencies",    "licences", NULL};

static const char *const ADJECTIVES_DE[] = {"neuen",         "hohen",        "geplanten",   "umstrittenen",
                                            "regionalen",    "fehlenden",    "strengeren",  "bisherigen",
                                            "vereinbarten",  "alten",        "gemeinsamen", "öffentlichen",
                                            "zusätzlichen",  "europäischen", "privaten",    "kurzfristigen",
                                            "angekündigten", "steigenden",   "laufenden",   "veralteten",
                                            "kommunalen",    "staatlichen",  NULL};
static const char *const ADJECTIVES_EN[] = {
    "new",     "high",   "planned", "disputed", "regional", "missing",    "stricter",
    "current", "agreed", "old",     "joint",    "public",   "additional", "European",
    "private", "rising", "pending", "outdated", "local",    "promised",   NULL};

static const char *const DAYS_DE[] = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                      "Freitag", "Samstag",  NULL};
static const char *const DAYS_EN[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", NULL};
static const char *const MONTHS_DE[] = {"Januar",   "Februar",  "März",   "April",     "Mai",
                                        "Juni",     "Juli",     "August", "September", "Oktober",
                                        "November", "Dezember", NULL};
static const char *const MONTHS_EN[] = {"January",  "February", "March",  "April",     "May",
                                        "June",     "July",     "August", "September", "October",
                                        "November", "December", NULL};
static const char *const PLACES_DE[] = {"feld", "hagen", "stedt", "moor", "dorf", "burg", "au", "bach", NULL};
static const char *const PLACES_EN[] = {"ford", "ham", "ton", "mouth", "bridge", "field", "ley", NULL};
static const char *const ORGANIZATIONS_DE[] = {" AG", " GmbH",    "-Stiftung", "-Werke",
                                               " SE", "-Verband", NULL};
static const char *const ORGANIZATIONS_EN[] = {" plc", " Ltd", " Foundation", " Group", " Corp", NULL};

static const char *const QUOTES_DE[] = {"Wir haben bei den {n} zu lange gewartet",
                                        "Ohne {a} {n} wird {G} das nicht schaffen",
                                        "Das ist ein guter Tag für die {n} in {G}",
                                        "Niemand hat etwas gegen die {n}, aber {M} sind zu viel",
                                        "Die {a} {n} kosten uns jedes Jahr {M}",
                                        "Ich erwarte, dass {O} bis {m} {y} liefert",
                                        "Mehr als {%} der {n} sind davon betroffen",
                                        "Wer die {n} kürzt, spart am falschen Ende",
                                        "Über die {a} {n} werden wir im {m} noch einmal reden müssen",
                                        "Es geht um {N} Arbeitsplätze und um die {n}",
                                        "Wir prüfen die {n}, bevor wir über die {n} entscheiden",
                                        "Das hätte {O} schon vor Jahren wissen können",
                                        NULL};
static const char *const QUOTES_EN[] = {"We have waited too long for the {n}",
                                        "Without {a} {n} {G} will not manage that",
                                        "This is a good day for the {n} of {G}",
                                        "Nobody is against the {n}, but {M} is too much",
                                        "The {a} {n} cost us {M} every year",
                                        "I expect {O} to deliver by {m} {y}",
                                        "More than {%} of the {n} are affected",
                                        "Whoever cuts the {n} saves in the wrong place",
                                        "There are {N} jobs at stake and the {n} as well",
                                        "We will look at the {n} before we decide about the {n}",
                                        NULL};

static const char *const SPOKEN_DE[] = {
    "„{q}“, sagte {T} am {D} in {G}.",
    "„{q}“, erklärte {P}.",
    "{T} sagte, die {a} {n} seien mit {M} veranschlagt.",
    "Nach Angaben von {O} sind rund {N} Menschen von den {n} abhängig.",
    "{P} kündigte an, {O} werde die {n} bis {m} {y} überprüfen.",
    "Laut {O} stiegen die {n} im {m} um {%}.",
    "„{q}“, heißt es in einer Mitteilung von {O}.",
    "{P} kritisierte die {a} {n} und forderte mehr Geld für die {n}.",
    "Wie {P} der Zeitung sagte, habe {O} die {n} nie bezahlt.",
    "{P} warnte vor {a} {n}: „{q}.“",
    "Die {n} seien mindestens {N} Mal geprüft worden. Das habe {O} bestätigt.",
    "{T} wies die Vorwürfe zurück. „{q}“, sagte {P}.",
    "Dem Bericht zufolge verlor {O} mit den {n} fast {M}.",
    "{P} betonte, dass die {n} in {G} nicht teurer würden.",
    "Er glaube nicht, dass {O} die {a} {n} noch in diesem Jahr verkaufe, sagte {P}.",
    NULL};
static const char *const SPOKEN_EN[] = {"“{q},” said {T} in {G} on {D}.",
                                        "“{q},” {P} said.",
                                        "{T} said the {a} {n} were estimated at {M}.",
                                        "According to {O}, about {N} people depend on the {n}.",
                                        "{P} announced that {O} would review the {n} by {m} {y}.",
                                        "{O} said the {n} rose by {%} in {m}.",
                                        "{P} criticized the {a} {n} and called for more money for the {n}.",
                                        "{P} told reporters that {O} had never paid for the {n}.",
                                        "{P} warned of {a} {n}: “{q}.”",
                                        "{T} denied the accusations. “{q},” {P} said.",
                                        "The report said {O} lost almost {M} on the {n}.",
                                        "{P} stressed that the {n} in {G} would not become more expensive.",
                                        NULL};

static const char *const PLAIN_DE[] = {
    "{O} hat im {m} {N} {n} verkauft.",
    "Im Jahr {y} gab die Stadt {G} dafür {M} aus.",
    "Die {a} {n} liegen zwischen {G} und {G}.",
    "Der Umsatz von {O} stieg um {%} auf {M}.",
    "Seit {y} gelten für die {n} andere Regeln als für die {n}.",
    "Das Vorhaben soll bis zu {M} kosten und im {m} {y} fertig sein.",
    "In {G} leben etwa {N} Menschen, viele arbeiten für {O}.",
    "Gegen die {a} {n} hatten Anwohner im {m} geklagt, bisher ohne Erfolg.",
    "{O} übernahm {y} die {n} von {O}.",
    "Ob die {n} reichen, ist offen, weil niemand die {n} kennt.",
    "Rund {%} der {n} kommen aus {G}.",
    "Der Rat stimmte am {D} mit {N} Stimmen für die {a} {n}.",
    "Weil die {n} fehlen, stehen in {G} mindestens {N} Wohnungen leer.",
    "Mit den {n} will {O} vor allem die {a} {n} bezahlen.",
    "{O} beschäftigt nach eigenen Angaben {N} Menschen.",
    "Die Genehmigung liegt seit dem {m} {y} vor.",
    "Im Vergleich zum Vorjahr sank die Zahl der {n} auf {N}.",
    "Das Gericht in {G} hatte die {n} {y} gestoppt.",
    NULL};
static const char *const PLAIN_EN[] = {"{O} sold {N} {n} in {m}.",
                                       "In {y}, the town of {G} spent {M} on it.",
                                       "The {a} {n} lie between {G} and {G}.",
                                       "Sales at {O} rose {%} to {M}.",
                                       "Since {y}, other rules have applied to the {n} than to the {n}.",
                                       "The project is to cost up to {M} and to be finished in {m} {y}.",
                                       "About {N} people live in {G}, and many of them work for {O}.",
                                       "Residents sued against the {a} {n} in {m}, without success so far.",
                                       "{O} took over the {n} from {O} in {y}.",
                                       "Whether the {n} are enough is open because nobody knows the {n}.",
                                       "Around {%} of the {n} come from {G}.",
                                       "The council voted for the {a} {n} on {D} with {N} votes.",
                                       "A court in {G} had stopped the {n} in {y}.",
                                       NULL};

/* Sentences without figures and claims are put together: most of the press is of this kind, and no two are
 * the same. {1} an opening, {2} a verb, {3} who, {4} where, {5} a clause. */
static const char *const FILLERS_DE[] = {
    "{1} {2} {3} {4} die {n}, {5}.",         "{1} {2} {3} die {a} {n} {4}.",
    "{3} {2} {4} die {n} und die {n}, {5}.", "{1} {2} {3} {4} wieder die {a} {n}.",
    "{3} {2} {1} die {n} {4}, {5}.",         NULL};
static const char *const OPENINGS_DE[] = {"seit Wochen",
                                          "am frühen Morgen",
                                          "nach langem Hin und Her",
                                          "inzwischen",
                                          "noch immer",
                                          "im Schatten der {n}",
                                          "trotz der {n}",
                                          "wie im Vorjahr",
                                          "ohne viel Lärm",
                                          "neben {O}",
                                          "vor allem abends",
                                          "zum ersten Mal",
                                          "hinter den Kulissen",
                                          "zwischen zwei Sitzungen",
                                          "am Rand des Treffens",
                                          "gemeinsam mit {O}",
                                          "seltener als früher",
                                          "mit Blick auf {G}",
                                          "wegen der {a} {n}",
                                          "nur an Markttagen",
                                          "bei jedem Wetter",
                                          "kaum beachtet",
                                          NULL};
static const char *const VERBS_DE[] = {"suchen",    "beobachten",  "ordnen",    "erneuern", "verteilen",
                                       "bemalen",   "vergleichen", "sammeln",   "verlegen", "zeichnen",
                                       "bewachen",  "vermissen",   "sortieren", "umbauen",  "betreuen",
                                       "übersehen", "tragen",      "retten",    NULL};
static const char *const GROUPS_DE[] = {"die Anwohner",
                                        "viele Familien",
                                        "die Lehrlinge von {O}",
                                        "einige Händler",
                                        "die Gäste aus {G}",
                                        "alte Freunde",
                                        "die Beschäftigten",
                                        "junge Leute",
                                        "die Helfer",
                                        "drei Brüder",
                                        "die Mitglieder des Chors",
                                        "manche Besucher",
                                        "die Nachbarn",
                                        "Studenten aus {G}",
                                        "die Schwestern",
                                        "ehemalige Fahrer",
                                        "die Wirte",
                                        "beide Seiten",
                                        NULL};
static const char *const WHERES_DE[] = {"am alten Bahnhof",
                                        "in {G}",
                                        "vor dem Tor von {O}",
                                        "auf dem Hügel",
                                        "im Keller des Rathauses",
                                        "an der Mole",
                                        "hinter der Mühle",
                                        "zwischen leeren Hallen",
                                        "nahe {G}",
                                        "unter der Brücke",
                                        "am Waldrand",
                                        "im Hof der Schule",
                                        "bei den Gleisen",
                                        "auf beiden Ufern",
                                        "neben der Post",
                                        "im Lager von {O}",
                                        "rund um {G}",
                                        NULL};
static const char *const CLAUSES_DE[] = {"obwohl niemand danach fragt",
                                         "weil die {n} fehlen",
                                         "während die Boote am Kai liegen",
                                         "bis das Licht ausgeht",
                                         "auch wenn {O} schweigt",
                                         "damit die Kinder etwas davon haben",
                                         "als hätte es die {n} nie gegeben",
                                         "ohne dass sich etwas ändert",
                                         "die schon die Eltern kannten",
                                         "sobald der Regen nachlässt",
                                         "an die sich {P} gut erinnert",
                                         "nachdem die Presse abgereist ist",
                                         "was in {G} alle wissen",
                                         "so weit die Wege reichen",
                                         "wofür es Gründe gibt",
                                         "ehe der Winter kommt",
                                         NULL};
static const char *const FILLERS_EN[] = {"{1}, {3} {2} the {n} {4}, {5}.", "{3} {2} the {a} {n} {4}.",
                                         "{3} {2} the {n} and the {n} {4} {5}.",
                                         "{1}, {3} {2} the {a} {n} {4}.", NULL};
static const char *const OPENINGS_EN[] = {"for weeks",
                                          "early in the morning",
                                          "after much back and forth",
                                          "by now",
                                          "in the shadow of the {n}",
                                          "despite the {n}",
                                          "as in the year before",
                                          "without much noise",
                                          "next to {O}",
                                          "above all in the evening",
                                          "behind the scenes",
                                          "between two meetings",
                                          "together with {O}",
                                          "less often than before",
                                          "on market days",
                                          NULL};
static const char *const VERBS_EN[] = {"watch",   "sort",  "renew", "share", "paint", "compare",
                                       "collect", "move",  "draw",  "guard", "miss",  "mend",
                                       "follow",  "carry", "save",  NULL};
static const char *const GROUPS_EN[] = {"the residents",
                                        "many families",
                                        "the apprentices of {O}",
                                        "some traders",
                                        "the guests from {G}",
                                        "old friends",
                                        "the workers",
                                        "young people",
                                        "the helpers",
                                        "three brothers",
                                        "some visitors",
                                        "the neighbours",
                                        "students from {G}",
                                        "former drivers",
                                        "both sides",
                                        NULL};
static const char *const WHERES_EN[] = {"at the old station",
                                        "in {G}",
                                        "outside the gate of {O}",
                                        "on the hill",
                                        "in the cellar of the town hall",
                                        "behind the mill",
                                        "between empty sheds",
                                        "near {G}",
                                        "under the bridge",
                                        "at the edge of the wood",
                                        "beside the tracks",
                                        "on both banks",
                                        "all around {G}",
                                        NULL};
static const char *const CLAUSES_EN[] = {"although nobody asks for it",
                                         "because the {n} are missing",
                                         "while the boats lie at the quay",
                                         "until the lights go out",
                                         "even if {O} keeps silent",
                                         "as if the {n} had never existed",
                                         "without anything changing",
                                         "which their parents knew",
                                         "as soon as the rain stops",
                                         "which {P} remembers well",
                                         "after the press has left",
                                         "as everybody in {G} knows",
                                         "before winter comes",
                                         NULL};

static const char *const HEADLINES_DE[] = {"{O} streitet um {a} {n}",
                                           "{G} bekommt {N} {n}",
                                           "{n} in {G} werden teurer",
                                           "{P}: „{q}“",
                                           "{O} zahlt {M} für {n}",
                                           "Was die {a} {n} für {G} bedeuten",
                                           NULL};
static const char *const HEADLINES_EN[] = {"{O} in dispute over {a} {n}",
                                           "{G} gets {N} {n}",
                                           "{n} in {G} to rise",
                                           "{O} pays {M} for {n}",
                                           "What the {a} {n} mean for {G}",
                                           NULL};

static const struct words GERMAN = {.code = "de",
                                    .firsts = FIRSTS_DE,
                                    .offices = OFFICES_DE,
                                    .modifiers = MODIFIERS_DE,
                                    .heads = HEADS_DE,
                                    .adjectives = ADJECTIVES_DE,
                                    .quotes = QUOTES_DE,
                                    .spoken = SPOKEN_DE,
                                    .plain = PLAIN_DE,
                                    .fillers = FILLERS_DE,
                                    .parts = {OPENINGS_DE, VERBS_DE, GROUPS_DE, WHERES_DE, CLAUSES_DE},
                                    .headlines = HEADLINES_DE,
                                    .organizations = ORGANIZATIONS_DE,
                                    .days = DAYS_DE,
                                    .months = MONTHS_DE,
                                    .places = PLACES_DE,
                                    .thousand = ".",
                                    .point = ","};
static const struct words ENGLISH = {.code = "en",
                                     .firsts = FIRSTS_EN,
                                     .offices = OFFICES_EN,
                                     .modifiers = MODIFIERS_EN,
                                     .heads = HEADS_EN,
                                     .adjectives = ADJECTIVES_EN,
                                     .quotes = QUOTES_EN,
                                     .spoken = SPOKEN_EN,
                                     .plain = PLAIN_EN,
                                     .fillers = FILLERS_EN,
                                     .parts = {OPENINGS_EN, VERBS_EN, GROUPS_EN, WHERES_EN, CLAUSES_EN},
                                     .headlines = HEADLINES_EN,
                                     .organizations = ORGANIZATIONS_EN,
                                     .days = DAYS_EN,
                                     .months = MONTHS_EN,
                                     .places = PLACES_EN,
                                     .thousand = ",",
                                     .point = "."};

#endif
