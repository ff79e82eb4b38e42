# cb_warnings: compile options of every target of ours; linked privately, never installed.
add_library(cb_warnings INTERFACE)
target_compile_features(cb_warnings INTERFACE c_std_17)
target_compile_definitions(cb_warnings INTERFACE _GNU_SOURCE)
target_compile_options(cb_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes
    -Wmissing-prototypes -Wvla -Wundef -Wwrite-strings -Wpointer-arith -Wformat=2 -Wswitch-enum
    -fvisibility=hidden -fno-common>)
if(CLAIMBASE_WERROR)
    target_compile_options(cb_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:-Werror>)
endif()
if(CLAIMBASE_SANITIZE)
    target_compile_options(cb_warnings INTERFACE -fsanitize=${CLAIMBASE_SANITIZE}
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(cb_warnings INTERFACE -fsanitize=${CLAIMBASE_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(cb_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
        -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE>)
    target_link_options(cb_warnings INTERFACE LINKER:-z,relro,-z,now)
endif()
if(CLAIMBASE_COVERAGE)
    target_compile_options(cb_warnings INTERFACE --coverage -O0)
    target_link_options(cb_warnings INTERFACE --coverage)
endif()
