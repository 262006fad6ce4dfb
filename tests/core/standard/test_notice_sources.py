"""What people are told will be asked of departments is asked of departments: a paper that they alone have is no source."""

from shuangquan.core.standard.bundle import Bundle


def test_nothing_that_only_the_person_has_is_a_source_on_file(bundle: Bundle) -> None:
    """A paper that the applicant alone can give (issuer: applicant) is not found on file by its keys to say something."""
    own = [one for one in bundle.certificates.values() if one.issuer == "applicant"]
    assert own and not [one.id for one in own if one.find and one.states]
