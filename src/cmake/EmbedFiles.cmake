# cb_embed_files(TARGET ROOT FILE...): links each file into TARGET, found again by its path
# relative to ROOT through cb_assets_find(). The assembler copies the bytes (.incbin), so large word
# lists cost no compile time; the table is written at configure time, in byte order of the paths, with a
# checksum of each file: configuring runs again when one of them changes.
function(cb_embed_files target root)
    set(files ${ARGN})
    list(SORT files COMPARE STRING)
    set(asm "    .section .rodata\n")
    set(decls "")
    set(rows "")
    set(index 0)
    foreach(file IN LISTS files)
        file(RELATIVE_PATH name ${root} ${file})
        string(APPEND asm "    .balign 16\n    .global cb_asset_${index}\ncb_asset_${index}:\n"
            "    .incbin \"${file}\"\n    .global cb_asset_${index}_end\ncb_asset_${index}_end:\n"
            "    .byte 0\n")
        string(APPEND decls "extern const char cb_asset_${index}[], cb_asset_${index}_end[];\n")
        file(SHA256 ${file} sum)
        string(APPEND rows "    {\"${name}\", cb_asset_${index}, cb_asset_${index}_end,\n     \"${sum}\"},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND asm "    .section .note.GNU-stack,\"\",%progbits\n")
    string(CONCAT table "/* Written by EmbedFiles.cmake. */\n#include \"base/assets.h\"\n\n${decls}\n"
        "const struct cb_embedded_file cb_embedded_files[] = {\n${rows}    {0, 0, 0, 0},\n};\n"
        "const size_t cb_embedded_file_count = ${index};\n")
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded.S CONTENT "${asm}" @ONLY)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_table.c CONTENT "${table}" @ONLY)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/embedded.S PROPERTIES
        OBJECT_DEPENDS "${files}")
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded.S
        ${CMAKE_CURRENT_BINARY_DIR}/embedded_table.c)
endfunction()
