// Every JavaScript function that C++ calls; the bodies are in web/library.js, the table of both directions in web/README.md.
// Numbers and pointers only: JavaScript copies before it returns.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {
// mirror.js
void js_mirror_apply(const std::uint8_t* patch, std::size_t size);
void js_mirror_focus(std::uint32_t node);
void js_announce(const char* text, std::size_t size, int assertive);
// glyphs.js; `out` receives floats
void js_font_metrics(int weight, int pixels, float* out);
double js_glyph_advance(int weight, int pixels, std::uint32_t code_point);
void js_glyph(int weight, int pixels, std::uint32_t code_point, int light_text, std::uint8_t* pixels_out, float* out);
// picture.js: whether there is a 2D canvas; shows the part at (x, y) of a whole picture of RGBA
int js_picture_open();
void js_picture_put(const std::uint32_t* pixels, int width, int height, int x, int y, int part_width, int part_height);
// page.js
void js_request_frame();
void js_set_cursor(int cursor);
void js_haptic();
void js_copy_text(const char* text, std::size_t size);
void js_copy_link(const char* route, std::size_t size);
void js_open_link(const char* address, std::size_t size);
void js_print(const char* title, std::size_t title_size, const char* html, std::size_t html_size);  // print.js
void js_set_route(const char* route, std::size_t size, int push);
void js_set_title(const char* title, std::size_t size);
void js_set_language(const char* tag, std::size_t size);
void js_set_theme(int dark, std::uint32_t rgb);
void js_set_badge(double count);
void js_set_state(int app, int save, int unsaved);
// Writes at most `room` bytes to `out`; the whole length is the answer.
std::size_t js_patterns(int language, char* out, std::size_t room);
std::size_t js_setting_read(const char* name, std::size_t name_size, char* out, std::size_t room);
void js_setting_write(const char* name, std::size_t name_size, const char* value, std::size_t value_size);
double js_now_ms();
int js_offset_minutes(double at_ms);
void js_random(std::uint8_t* out, std::size_t size);
// files.js, jobs.js
void js_file_ask(std::uint32_t ticket, const char* accept, std::size_t size, int several);
void js_file_forget(std::uint32_t file);
void js_file_part(const char* bytes, std::size_t size);
void js_file_offer(const char* name, std::size_t name_size, const char* type, std::size_t type_size);
void js_file_offer_kept(std::uint32_t file, const char* name, std::size_t size, int share, const char* password,
                        std::size_t password_size, const char* attached, std::size_t attached_size);
void js_file_unlock(std::uint32_t ticket, std::uint32_t file, const char* password, std::size_t size);
void js_job_start(int helper, std::uint32_t ticket, const std::uint32_t* files, std::size_t count);
void js_job_ask(int helper, std::uint32_t ticket, const char* request, std::size_t size);
// The length of the next piece of a reply, 0 when there is none; taken once there is room for it.
std::size_t js_job_piece(int helper, char* out, std::size_t room);
void js_job_hand(int helper, const char* piece, std::size_t size);
void js_job_write(int helper, std::uint32_t ticket, const char* request, std::size_t size, const char* type,
                  std::size_t type_size);
void js_job_end(int helper);
// inside the worker
void js_desk_progress(double done);
void js_desk_reply(const char* bytes, std::size_t size);
void js_desk_piece(const char* bytes, std::size_t size);
void js_desk_part(const char* bytes, std::size_t size);
// storage_bridge.js
void js_copies_list();
void js_copies_make();
void js_copies_remove(const char* name, std::size_t size);
void js_copies_open(const char* name, std::size_t size);
void js_copies_offer(const char* name, std::size_t size);
// attachments.js
void js_attachments_list();
void js_attachments_keep(std::uint32_t ticket, std::uint32_t file);
void js_attachments_offer(const char* sha256, std::size_t size, const char* name, std::size_t name_size);
void js_attachments_remove(const char* lines, std::size_t size);
void js_attachments_unpack(std::uint32_t file, const char* lines, std::size_t size);
// folder.js, keeping.js
void js_folder_look();
void js_folder_pick();
void js_folder_allow();
void js_folder_forget();
void js_folder_write();
void js_keeping_ask();
// notifier.js
void js_notify_ask();
void js_notify_show(const char* lines, std::size_t size);
void js_use_new_build();
void js_storage_open(std::uint32_t ticket, int renew);
void js_storage_load(std::uint32_t ticket, int store);
void js_storage_load_since(std::uint32_t ticket, double head);
void js_storage_begin(std::uint32_t ticket, double expect_head, std::uint32_t schema_min_writer, const char* id,
                      std::size_t id_size);
void js_storage_put(int store, const char* key, std::size_t key_size, const char* bytes, std::size_t size);
void js_storage_row(const char* bytes, std::size_t size);
void js_storage_meta(const char* bytes, std::size_t size);
void js_storage_end();
}
