# Third-party code: Dear ImGui (sources), nlohmann_json and doctest (headers). setup.sh unpacks them from Debian into the cache;
# where it could not, CMake fetches them from their public repositories, pinned by commit. None of it is committed here.
set(voronka_cache "$ENV{VORONKA_CACHE}")
if(NOT voronka_cache)
  if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(voronka_cache "$ENV{XDG_CACHE_HOME}/voronka")
  else()
    set(voronka_cache "$ENV{HOME}/.cache/voronka")
  endif()
endif()

if(EXISTS "${voronka_cache}/libs/recipe")
  set(VORONKA_IMGUI_DIR "${voronka_cache}/libs/imgui")
  set(VORONKA_JSON_INCLUDE "${voronka_cache}/libs/include")
  set(VORONKA_DOCTEST_INCLUDE "${voronka_cache}/libs/include")
else()
  message(STATUS "Libraries: not in ${voronka_cache}, fetching them")
  include(FetchContent)
  # SOURCE_SUBDIR names a folder without CMakeLists.txt: only the files are wanted, not the projects' own builds.
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
    GIT_TAG 45acd5e0e82f4c954432533ae9985ff0e1aad6d5 SOURCE_SUBDIR files-only)                # v1.92.2b
  FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git
    GIT_TAG 55f93686c01528224f448c19128836e7df245f72 GIT_SHALLOW TRUE SOURCE_SUBDIR files-only)  # v3.12.0
  FetchContent_Declare(doctest GIT_REPOSITORY https://github.com/doctest/doctest.git
    GIT_TAG 1da23a3e8119ec5cce4f9388e91b065e20bf06f5 SOURCE_SUBDIR files-only)                # v2.4.12
  FetchContent_MakeAvailable(imgui nlohmann_json doctest)
  set(VORONKA_IMGUI_DIR "${imgui_SOURCE_DIR}")
  set(VORONKA_JSON_INCLUDE "${nlohmann_json_SOURCE_DIR}/single_include")
  file(COPY "${doctest_SOURCE_DIR}/doctest/doctest.h" DESTINATION "${CMAKE_BINARY_DIR}/third_party/doctest")
  set(VORONKA_DOCTEST_INCLUDE "${CMAKE_BINARY_DIR}/third_party")
endif()

file(STRINGS "${VORONKA_IMGUI_DIR}/imgui.h" imgui_version_line REGEX "^#define IMGUI_VERSION_NUM ")
string(REGEX MATCH "[0-9]+" imgui_version "${imgui_version_line}")
if(imgui_version LESS 19220)
  message(FATAL_ERROR "Dear ImGui >= 1.92.2 is needed (font loaders, texture protocol), found ${imgui_version} in ${VORONKA_IMGUI_DIR}.")
endif()

add_library(imgui STATIC
  "${VORONKA_IMGUI_DIR}/imgui.cpp" "${VORONKA_IMGUI_DIR}/imgui_draw.cpp"
  "${VORONKA_IMGUI_DIR}/imgui_tables.cpp" "${VORONKA_IMGUI_DIR}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${VORONKA_IMGUI_DIR}")
target_include_directories(imgui PUBLIC "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/imconfig.hpp")
target_compile_options(imgui PRIVATE -w)

add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE "${VORONKA_JSON_INCLUDE}")
# The page has no exceptions; native builds read JSON the same way, so that a test meets what the user meets.
target_compile_definitions(nlohmann_json INTERFACE JSON_NOEXCEPTION JSON_HAS_FILESYSTEM=0 JSON_HAS_EXPERIMENTAL_FILESYSTEM=0 JSON_NO_IO)

add_library(doctest INTERFACE)
target_include_directories(doctest SYSTEM INTERFACE "${VORONKA_DOCTEST_INCLUDE}")
