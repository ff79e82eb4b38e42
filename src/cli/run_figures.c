/* figures. */
#include "cli/cli.h"

int run_figures(const struct request *request)
{
    struct cb_figures_options options = {
        .language = request->language, .published = request->published, .lists_dir = request->lists};
    enum cb_format format;
    struct output output;
    struct cb_err err;
    uint64_t figures = 0;
    cb_status status;
    int code = choose_format(request, &format);

    if (code == EXIT_DONE)
        code = output_open(request, &output);
    if (code != EXIT_DONE)
        return code;
    status = cb_figures_read(request->operands, request->operand_count, &options, format, &output.sink,
                             &figures, &err);
    code = output_end(&output, status, &err);
    if (code == EXIT_DONE && figures == 0)
        tell(request, "no figures");
    return code;
}
