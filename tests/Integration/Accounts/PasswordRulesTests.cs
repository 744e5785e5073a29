using Qinglian.Data.Accounts;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>Long ones are taken whatever they are made of; what everybody guesses first is not.</summary>
public sealed class PasswordRulesTests
{
    private static readonly string[] Context = ["zhang.wei88", "张伟", "LX-0192", "临溪县水务局", "水务局", "LXSWJ"];

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("月亮掉进了老井里，捞不起来啊")]
    [InlineData("tallgiraffewalks")]
    [InlineData("83920174650183")]
    [InlineData("#%{}[]<>?/|~;:")]
    [InlineData("   seven swans   swim   ")]
    [InlineData("Vb9-tgR4!pwq")]
    [InlineData("老王家的黄狗追着邮差跑了三里")]
    public void Taken(string password) => Assert.Null(PasswordRules.Check(password, Context));

    [Theory]
    [InlineData("", "too short")]
    [InlineData("Vb9-tgR4!pw", "eleven characters")]
    [InlineData("月亮掉进了老井里捞", "nine characters")]
    [InlineData("passwordpassword", "a common word twice")]
    [InlineData("Password1234!", "a common word with a run")]
    [InlineData("P@ssw0rd2026!!", "a common word in disguise with a year")]
    [InlineData("woaini1314520", "a common phrase")]
    [InlineData("iloveyou123456", "a common phrase with a run")]
    [InlineData("aaaaaaaaaaaaaaaa", "one letter")]
    [InlineData("abababababababab", "two letters in turn")]
    [InlineData("123456789012", "a run")]
    [InlineData("987654321098", "a run downwards")]
    [InlineData("qwertyuiop12", "a row of the keyboard")]
    [InlineData("1qaz2wsx3edc", "columns of the keyboard")]
    [InlineData("!@#$%^&*()_+", "the upper row")]
    [InlineData("zhang.wei88-2026", "the user name with a year")]
    [InlineData("张伟张伟张伟张伟张伟张伟", "the own name")]
    [InlineData("临溪县水务局2026年", "the unit with a year")]
    [InlineData("LX-0192LX-0192", "the staff number")]
    [InlineData("qinglian2026qinglian", "the platform")]
    [InlineData("清廉监督平台清廉监督平台", "the platform")]
    [InlineData("Ｐａｓｓｗｏｒｄ１２３４！", "a common word in full-width letters")]
    public void Refused(string password, string because) => Assert.True(PasswordRules.Check(password, Context) is not null, because);

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void As_long_as_anybody_types(int length) => Assert.Null(PasswordRules.Check(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i * 7 % 26)))), Context));

    [Fact]
    public void But_not_longer_than_that() => Assert.NotNull(PasswordRules.Check(new string('x', 64) + string.Concat(Enumerable.Range(0, 65).Select(i => (char)('a' + (i * i * 7 % 26)))), Context));

    [Fact]
    public void It_is_the_same_password_on_every_keyboard() => Assert.Equal(PasswordRules.Plain("ｃａｔ　１"), PasswordRules.Plain("cat 1"));
}
