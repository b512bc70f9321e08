// Roles of people in a deal and links between people.
#include "commands/set_link.hpp"

#include <doctest/doctest.h>

#include "tests/support/replica.hpp"

namespace voronka::test {
namespace {

struct LinkFixture : PipelineFixture {
  LinkFixture() {
    anna = {must(AddRecord{Contact{.name = "Анна"}})};
    boris = {must(AddRecord{Contact{.name = "Борис"}})};
    vera = {must(AddRecord{Contact{.name = "Вера"}})};
    sale = deal(0);
    must(set_field(sale, &Deal::contacts, std::vector{anna, boris}));
  }
  const PersonLinks& links(Id<Contact> id) const { return document.find(id)->links; }
  Id<Contact> anna = {}, boris = {}, vera = {};
  Id<Deal> sale = {};
};

TEST_CASE_FIXTURE(LinkFixture, "a role is written, changed and, without words, taken away; undo brings it back") {
  must(SetLink{.deal = sale, .contact = anna, .words = "решает"});
  must(SetLink{.deal = sale, .contact = boris, .words = "платит"});
  must(SetLink{.deal = sale, .contact = anna, .words = "советует"});
  CHECK((*this)[sale].roles == PersonLinks{{anna, "советует"}, {boris, "платит"}});
  must(SetLink{.deal = sale, .contact = anna});
  CHECK((*this)[sale].roles == PersonLinks{{boris, "платит"}});
  must(Revert{.entry = last_entry});
  CHECK((*this)[sale].roles == PersonLinks{{anna, "советует"}, {boris, "платит"}});
}

TEST_CASE_FIXTURE(LinkFixture, "a link may wait for its words, and nobody is linked with himself") {
  must(SetLink{.person = anna, .contact = boris});
  CHECK(links(anna) == PersonLinks{{boris, ""}});
  must(SetLink{.person = anna, .contact = boris, .words = "муж"});
  CHECK(links(anna) == PersonLinks{{boris, "муж"}});
  CHECK_FALSE(run(SetLink{.person = anna, .contact = anna, .words = "сама"}));
  CHECK_FALSE(run(SetLink{.person = anna, .contact = {make_id()}, .words = "никто"}));
  must(SetLink{.person = anna, .contact = boris, .remove = true});
  CHECK(links(anna).empty());
}

TEST_CASE_FIXTURE(
    LinkFixture,
    "people that are joined keep roles and links of both, each person once, and nobody is linked with himself") {
  must(SetLink{.deal = sale, .contact = boris, .words = "платит"});
  must(SetLink{.person = boris, .contact = anna, .words = "жена"});
  must(SetLink{.person = boris, .contact = vera, .words = "сестра"});
  must(SetLink{.person = vera, .contact = boris, .words = "брат"});
  must(SetLink{.person = vera, .contact = anna, .words = "подруга"});
  must(JoinRecords{.type = RecordType::contact, .keep = anna.raw, .gone = boris.raw});
  CHECK((*this)[sale].roles == PersonLinks{{anna, "платит"}});
  CHECK(links(anna) == PersonLinks{{vera, "сестра"}});
  CHECK(links(vera) == PersonLinks{{anna, "подруга"}});
}

TEST_CASE_FIXTURE(LinkFixture, "roles given on two devices are both there after a merge") {
  PipelineFixture a = replica_of(*this, 1);
  PipelineFixture b = replica_of(*this, 2);
  a.must(SetLink{.deal = sale, .contact = anna, .words = "решает"});
  b.must(SetLink{.deal = sale, .contact = boris, .words = "платит"});
  a.must(merge_of(b.document));
  b.must(merge_of(a.document));
  CHECK(a[sale].roles.size() == 2);
  CHECK(export_file(a.document) == export_file(b.document));
}

}  // namespace
}  // namespace voronka::test
