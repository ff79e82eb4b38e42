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
    # Reading files of strangers is what the program does. docs/durability.md says what this costs.
    include(CheckCCompilerFlag)
    set(CMAKE_REQUIRED_FLAGS -Werror)
    check_c_compiler_flag("-O2 -D_FORTIFY_SOURCE=3" CLAIMBASE_FORTIFY_3)
    check_c_compiler_flag(-fstack-clash-protection CLAIMBASE_STACK_CLASH)
    check_c_compiler_flag(-fcf-protection=full CLAIMBASE_CF_PROTECTION) # x86
    unset(CMAKE_REQUIRED_FLAGS)
    target_compile_options(cb_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${CLAIMBASE_FORTIFY_3}>,3,2> -fstack-protector-strong -fPIE
        $<$<BOOL:${CLAIMBASE_STACK_CLASH}>:-fstack-clash-protection>
        $<$<BOOL:${CLAIMBASE_CF_PROTECTION}>:-fcf-protection=full>>)
    target_link_options(cb_warnings INTERFACE LINKER:-z,relro,-z,now,-z,noexecstack $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)
endif()
if(CLAIMBASE_COVERAGE)
    target_compile_options(cb_warnings INTERFACE --coverage -O0 -fprofile-update=atomic)
    target_link_options(cb_warnings INTERFACE --coverage)
endif()
