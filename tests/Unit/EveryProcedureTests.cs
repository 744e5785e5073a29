using System.Reflection;
using Qinglian.Assessment;
using Qinglian.Foundation;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities;
using Qinglian.Warnings;

namespace Qinglian.Tests.Unit;

/// <summary>What must be true of every procedure, now and later. A new one is covered the moment its module lists it.</summary>
public sealed class EveryProcedureTests
{
    private static readonly Kernel.Module[] Modules = [new FoundationModule(), new ResponsibilitiesModule(), new WarningsModule(), new AssessmentModule()];

    private static readonly ProcedureBook Book = new(Modules);

    public static TheoryData<string> Procedures => [.. Book.Current.Select(p => p.Code)];

    [Theory, MemberData(nameof(Procedures))]
    public void Every_value_of_the_states_is_described(string code)
    {
        var states = States(Book[code]);

        Assert.Equal(states.Order(), Book[code].Stages.Keys.Order());
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_move_leads_to_a_described_state(string code)
    {
        var procedure = Book[code];

        Assert.All(procedure.Stages.Values.SelectMany(s => s.Moves).Where(m => m.To is not null), move => Assert.Contains(move.To!, procedure.Stages.Keys));
        Assert.All(procedure.Openings, opening => Assert.Contains(opening.State, procedure.Stages.Keys));
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_state_can_be_reached(string code)
    {
        var procedure = Book[code];
        var reached = new HashSet<string>();
        var toVisit = new Stack<string>(procedure.Openings.Select(o => o.State));
        while (toVisit.TryPop(out var state))
        {
            if (!reached.Add(state)) continue;
            foreach (var to in procedure[state].Moves.Select(m => m.To).Append(procedure[state].Limit?.LapsesTo).OfType<string>()) toVisit.Push(to);
        }

        Assert.Equal(procedure.Stages.Keys.Order(), reached.Order());
    }

    [Theory, MemberData(nameof(Procedures))]
    public void A_final_state_has_no_limit_and_no_way_out(string code) =>
        Assert.All(Book[code].Stages.Values.Where(s => s.Final), stage =>
        {
            Assert.Null(stage.Limit);
            Assert.Null(stage.OwnDue);
            Assert.Empty(stage.Moves);
        });

    [Theory, MemberData(nameof(Procedures))]
    public void Every_open_state_has_a_way_out_for_some_person(string code) =>
        Assert.All(Book[code].Stages.Values.Where(s => !s.Final), stage =>
            Assert.Contains(stage.Moves, m => m.To is not null && m.To != stage.State && !ReferenceEquals(m.By, Who.Nobody)));

    [Theory, MemberData(nameof(Procedures))]
    public void An_end_can_be_reached_from_every_state(string code)
    {
        var procedure = Book[code];
        var ending = procedure.Stages.Values.Where(s => s.Final).Select(s => s.State).ToHashSet();
        for (var before = -1; before != ending.Count;)
        {
            before = ending.Count;
            ending.UnionWith(procedure.Stages.Values.Where(s => s.Moves.Any(m => m.To is not null && ending.Contains(m.To)) || s.Limit?.LapsesTo is { } to && ending.Contains(to)).Select(s => s.State));
        }

        Assert.Equal(procedure.Stages.Keys.Order(), ending.Order());
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_limit_is_a_cited_term_or_a_setting_of_its_module(string code)
    {
        var settings = Book.ModuleOf(Book[code]).Settings;

        Assert.All(Book[code].Stages.Values.Select(s => s.Limit).OfType<Limit>(), limit =>
        {
            Assert.True(limit.Setting is not null || limit is { Term: not null, Basis: { Verified: Verification.Text } });
            if (limit.Setting is { } setting) Assert.Contains(setting, settings);
        });
    }

    [Theory, MemberData(nameof(Procedures))]
    public void Every_state_action_and_field_has_words_in_both_languages(string code)
    {
        var procedure = Book[code];
        var forms = procedure.Openings.Select(o => o.Form).Concat(procedure.Stages.Values.SelectMany(s => s.Moves).Select(m => m.Action)).Distinct();
        var parts = forms.SelectMany(f => f.GetConstructors().Where(IsForm).SelectMany(c => c.GetParameters()).Cast<ICustomAttributeProvider>().Append(f)).ToList();
        var choices = parts.OfType<ParameterInfo>().Select(p => Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType).Select(t => t.IsGenericType ? t.GetGenericArguments()[0] : t).Where(t => t.IsEnum).Distinct().SelectMany(t => Enum.GetValues(t).Cast<Enum>());
        Words[] all = [procedure.Name, .. procedure.Stages.Values.Select(s => s.Name), .. parts.Select(Words.Of), .. choices.Select(Words.Of), .. procedure.Shows.Select(s => s.Name),
            .. procedure.Stages.Values.SelectMany(s => s.Moves).SelectMany(m => (Words?[])[m.By.Phrase, m.When?.Words]).OfType<Words>()];

        // Names of encodings are the same everywhere.
        Assert.All(all.Where(w => w.Zh is not ("UTF-8" or "GB18030")), words =>
        {
            Assert.Contains(words.Zh, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.DoesNotContain(words.En, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.NotEqual("", words.En.Trim());
        });
    }

    [Theory, MemberData(nameof(Procedures))]
    public void What_an_exported_list_brings_back_is_carried_out_by_a_move_of_the_procedure(string code) => Assert.All(Book[code].Merged, merge =>
    {
        var parameters = merge.Action.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters();
        Assert.Contains(Book[code].Stages.Values.SelectMany(s => s.Moves), m => m.Action == merge.Action && m.To is null);
        Assert.All(parameters, p => Assert.NotNull(merge.Action.GetProperty(p.Name!)));
        if (merge.Asked is { } asked) Assert.Contains(parameters, p => p.Name == asked && p.ParameterType == typeof(string));
    });

    [Theory, MemberData(nameof(Procedures))]
    public void A_state_offers_each_action_once(string code) =>
        Assert.All(Book[code].Stages.Values, stage => Assert.Equal(stage.Moves.Count, stage.Moves.DistinctBy(m => m.Action).Count()));

    [Fact]
    public void Prefixes_and_codes_are_given_once()
    {
        Assert.Equal(Book.Current.Count(), Book.Current.DistinctBy(p => p.Prefix).Count());
        Assert.Equal(Book.All.Count(), Book.All.DistinctBy(p => (p.Code, p.Version)).Count());
        Assert.All(Book.Current, p => Assert.Matches("^[A-Z]{2}$", p.Prefix));
    }

    [Fact]
    public void A_form_opens_one_procedure()
    {
        var forms = Book.Current.SelectMany(p => p.Openings).Select(o => o.Form).ToList();

        Assert.Equal(forms.Count, forms.Distinct().Count());
    }

    [Fact]
    public void A_referral_is_received_once()
    {
        var referrals = Book.Current.SelectMany(p => p.Receives).Select(r => r.Referral).ToList();

        Assert.Equal(referrals.Count, referrals.Distinct().Count());
    }

    [Fact]
    public void Every_setting_can_be_read_and_has_its_own_code()
    {
        var settings = Modules.SelectMany(m => m.Settings).ToList();

        Assert.Equal(settings.Count, settings.DistinctBy(s => s.Code).Count());
        Assert.All(settings.Where(s => s.Kind is Kernel.Settings.SettingKind.Term), s => Assert.True(Term.TryParse(s.Default, out _), s.Code));
    }

    private static bool IsForm(ConstructorInfo constructor) => !constructor.GetParameters().Any(p => p.ParameterType == constructor.DeclaringType);

    private static IEnumerable<string> States(Procedure procedure)
    {
        for (var type = procedure.DossierType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dossier<>)) return Enum.GetNames(type.GetGenericArguments()[0]);
        }

        return [];
    }
}
