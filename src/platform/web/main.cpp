// The application in the page: the ports as the browser offers them, the App above them, the Shell that draws it.
#include "app/app.hpp"
#include "platform/web/page.hpp"
#include "platform/web/web_ports.hpp"
#include "ui/shell.hpp"

namespace voronka {

namespace {

class Application final : public Content {
 public:
  Application(Page& page, const PageStart& start)
      : page_(page),
        app_(Ports{.storage = start.in_memory ? nullptr : &storage_,
                   .files = files_,
                   .jobs = jobs_,
                   .export_jobs = export_jobs_,
                   .clock = clock_,
                   .settings = settings_,
                   .copies = start.in_memory ? nullptr : &copies_,
                   .folder = start.in_memory ? nullptr : &folder_,
                   .attachments = start.in_memory ? nullptr : &attachments_,
                   .keeping = start.in_memory ? nullptr : &keeping_,
                   .notifier = start.in_memory ? nullptr : &notifier_,
                   .updates = &updates_}),
        shell_(app_, {.language = start.language,
                      .language_fixed = start.language_fixed,
                      .dark = start.dark,
                      .route = start.route,
                      .locale_of = browser_locale}) {
    hear_world(app_.inbox());
    if (start.in_memory)
      app_.start_demo(start.demo_deals, shell_.starter_texts());
    else
      app_.start();
  }

  void draw(ui::Ui& ui) override { shell_.draw(ui); }
  void go(std::string_view route) override {
    shell_.on_route(route);
    page_.ui().request_frame();
  }
  void system_dark(bool dark) override { shell_.on_system_dark(dark); }
  void system_contrast(ui::Contrast contrast, const ui::SystemColors& colors) override {
    shell_.on_system_contrast(contrast, colors);
  }

 private:
  Page& page_;
  WebStorage storage_ = {};
  WebFiles files_ = {};
  WebJobs jobs_ = WebJobs(0);
  WebJobs export_jobs_ = WebJobs(1);
  WebClock clock_ = {};
  WebSettings settings_ = {};
  WebCopies copies_ = {};
  WebFolder folder_ = {};
  WebAttachedFiles attachments_ = {};
  WebKeeping keeping_ = {};
  WebNotifier notifier_ = {};
  WebUpdates updates_ = {};
  App app_;
  ui::Shell shell_;
};

}  // namespace

std::unique_ptr<Content> make_content(Page& page, const PageStart& start) {
  return std::make_unique<Application>(page, start);
}

}  // namespace voronka
