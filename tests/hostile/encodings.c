/* A short article in bytes that are not what they seem. */
#include "hostile/bytes.h"

struct encoding {
    const char *name;
    struct bytes before, within, behind;
};

static const struct encoding ENCODINGS[] = {
    {"empty-mark.txt", BYTES("\xEF\xBB\xBF"), {0}, {0}},
    {"mark.txt", BYTES("\xEF\xBB\xBF"), BYTES("\xC3\xA4"), {0}},
    {"mark-twice.txt", BYTES("\xEF\xBB\xBF\xEF\xBB\xBF"), BYTES("\xC3\xA4"), {0}},
    {"mark-inside.txt", {0}, BYTES("\xEF\xBB\xBF"), {0}},
    {"windows-1252.txt", {0}, BYTES("\xE4\x84 und \x93"), {0}},
    {"windows-1252-undefined.txt", {0}, BYTES("\x81\x8D\x8F\x90\x9D"), {0}},
    {"mixed.txt", {0}, BYTES("\xC3\xA4 und \xE4"), {0}},
    {"overlong-slash.txt", {0}, BYTES("\xC0\xAF\xE0\x80\xAF\xF0\x80\x80\xAF"), {0}},
    {"overlong-nul.txt", {0}, BYTES("\xC0\x80"), {0}},
    {"surrogate.txt", {0}, BYTES("\xED\xA0\x80"), {0}},
    {"surrogate-pair.txt", {0}, BYTES("\xED\xA0\xBD\xED\xB8\x80"), {0}},
    {"beyond-unicode.txt", {0}, BYTES("\xF4\x90\x80\x80\xF7\xBF\xBF\xBF"), {0}},
    {"five-bytes.txt", {0}, BYTES("\xF8\x88\x80\x80\x80\xFC\x84\x80\x80\x80\x80"), {0}},
    {"lone-continuation.txt", {0}, BYTES("\x80\xBF\x80\xBF"), {0}},
    {"cut-character.txt", {0}, {0}, BYTES("\xE2\x82")},
    {"cut-character-4.txt", {0}, {0}, BYTES("\xF0\x9F\x98")},
    {"noncharacters.txt", {0}, BYTES("\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF"), {0}},
    {"replacement.txt", {0}, BYTES("\xEF\xBF\xBD"), {0}},
    {"private-use.txt", {0}, BYTES("\xEE\x80\x80\xF3\xB0\x80\x80"), {0}},
    {"nul.txt", {0}, BYTES("\0"), {0}},
    {"nul-last.txt", {0}, {0}, BYTES("\0")},
    {"controls.txt", {0}, BYTES("\x01\x02\x07\x08\x1B[31m\x7F"), {0}},
    {"c1-controls.txt", {0}, BYTES("\xC2\x85\xC2\x9B\x31m\xC2\x9D"), {0}},
    {"old-mac-ends.txt", {0}, BYTES("\r\r"), {0}},
    {"mixed-ends.txt", {0}, BYTES("\r\n\n\r\n\r\r\n"), {0}},
    {"line-separators.txt", {0}, BYTES("\xE2\x80\xA8\xE2\x80\xA9\xC2\x85\x0B\x0C"), {0}},
    {"decomposed.txt", {0}, BYTES("a\xCC\x88o\xCC\x88u\xCC\x88"), {0}},
    {"hangul-parts.txt", {0}, BYTES("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), {0}},
    {"grows-in-nfc.txt", {0}, BYTES("\xF0\x9D\x85\x9E\xF0\x9D\x85\xA0\xE0\xA5\x98"), {0}},
    {"mark-at-start.txt", BYTES("\xCC\x88\xCC\x88"), {0}, {0}},
    {"joiners.txt", {0}, BYTES("\xE2\x80\x8D\xE2\x80\x8C\xE2\x81\xA0\xEF\xBB\xBF\xC2\xAD"), {0}},
    {"tags.txt", {0}, BYTES("\xF3\xA0\x81\x81\xF3\xA0\x81\x82\xF3\xA0\x81\xBF"), {0}},
    {"variation-selectors.txt", {0}, BYTES("\xEF\xB8\x8F\xEF\xB8\x8E\xF3\xA0\x84\x80"), {0}},
    {"right-to-left.txt",
     {0},
     BYTES("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85"),
     {0}},
    {"bidi-override.txt",
     {0},
     BYTES("\xE2\x80\xAE"
           "txt.\xE2\x80\xAC"),
     {0}},
    {"bidi-isolates.txt", {0}, BYTES("\xE2\x81\xA6\xE2\x81\xA7\xE2\x81\xA8\xE2\x81\xA9"), {0}},
    {"utf-16-le.txt",
     BYTES("\xFF\xFE"
           "D\0i\0e\0 \0S\0t\0a\0d\0t\0 \0b\0a\0u\0t\0.\0"),
     {0},
     {0}},
    {"utf-16-be.txt", BYTES("\xFE\xFF\0D\0i\0e\0 \0S\0t\0a\0d\0t\0 \0b\0a\0u\0t\0."), {0}, {0}},
    {"utf-16-odd.txt",
     BYTES("\xFF\xFE"
           "D\0i\0e"),
     {0},
     {0}},
    {"utf-16-lone-surrogate.txt",
     BYTES("\xFF\xFE"
           "D\0\x00\xD8i\0\x00\xDC"),
     {0},
     {0}},
    {"utf-32.txt", BYTES("\xFF\xFE\0\0D\0\0\0i\0\0\0e\0\0\0"), {0}, {0}},
    {"utf-7.txt", {0}, BYTES("+ADw-script+AD4-"), {0}},
    {"shift-state.txt", {0}, BYTES("\x1B$B$3$s\x1B(B"), {0}},
    {"ebcdic.txt", BYTES("\xC4\x89\x85\x40\xE2\xA3\x81\x84\xA3\x40\x82\x81\xA4\xA3\x4B"), {0}, {0}},
};

void hostile_encodings(const char *folder)
{
    for (size_t i = 0; i < sizeof ENCODINGS / sizeof *ENCODINGS; i++) {
        const struct encoding *e = &ENCODINGS[i];
        FILE *file = hostile_open(folder, e->name);
        hostile_write(file, e->before);
        if (e->within.len || e->behind.len) {
            fprintf(file, "%zu. Die Stadtwerke Marnstedt er", i);
            hostile_write(file, e->within);
            fprintf(file, "hten den Preis um 4 Prozent.\n\nDas sei n");
            hostile_write(file, e->within);
            fprintf(file, "tig, sagte B\xC3\xBCrgermeisterin Ilse Brandt.");
        }
        hostile_write(file, e->behind);
        hostile_close(file);
    }
}
