namespace Qinglian.Kernel.Registers;

/// <summary>
/// The units and persons that a file may name: units by code, by full name, or by the names from above written one after the other
/// (<c>青山镇/东村</c>); persons by their number. A name two units have is never guessed at.
/// </summary>
public sealed class References
{
    private readonly Dictionary<string, UnitId> _byCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<UnitId>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitId, (string Code, string Name, UnitId? Parent, bool Stands)> _units = [];
    private readonly Dictionary<string, PersonId> _persons = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PersonId, string> _numbers = [];

    /// <param name="stands">False for a unit that has been abolished: it is found only where no standing one has the code or name.</param>
    public References Add(UnitId id, string code, string name, UnitId? parent, bool stands = true)
    {
        if (_units.TryGetValue(id, out var before))
        {
            _byCode.Remove(before.Code);
            _byName[before.Name].Remove(id);
        }

        _units[id] = (code, name, parent, stands);
        if (stands || !_byCode.ContainsKey(code)) _byCode[code] = id;
        if (!_byName.TryGetValue(name, out var same)) _byName[name] = same = [];
        same.Add(id);
        return this;
    }

    public References Add(PersonId id, string number)
    {
        _persons[number] = id;
        _numbers[id] = number;
        return this;
    }

    /// <summary>The code of the unit, as it stands in files.</summary>
    public string Write(UnitId unit) => _units.TryGetValue(unit, out var known) ? known.Code : unit.ToString();

    /// <summary>The number of the person, as it stands in files.</summary>
    public string Write(PersonId person) => _numbers.GetValueOrDefault(person) ?? person.ToString();

    public (object? Value, Words? Problem) ReadUnit(string text)
    {
        if (_byCode.TryGetValue(text, out var unit)) return (unit, null);
        var steps = text.Split(['/', '／', '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0) return (null, Unknown(text));

        var found = (_byName.GetValueOrDefault(steps[^1]) ?? []).Where(u => StandsBelow(u, steps.AsSpan(0, steps.Length - 1))).ToList();
        if (found.Exists(u => _units[u].Stands)) found.RemoveAll(u => !_units[u].Stands);
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, Unknown(text)),
            _ => (null, new Words("有{1}个单位叫“{0}”，请改填单位代码。", "{1} units are called “{0}”: write the code instead.").With(text, found.Count)),
        };
    }

    public (object? Value, Words? Problem) ReadPerson(string text) => _persons.TryGetValue(text, out var person)
        ? (person, null)
        : (null, new Words("没有编号为“{0}”的人员。", "There is no person with the number “{0}”.").With(text));

    private static Words Unknown(string text) => new Words("没有代码或名称为“{0}”的单位。", "There is no unit with the code or name “{0}”.").With(text);

    private bool StandsBelow(UnitId unit, ReadOnlySpan<string> names)
    {
        var above = _units[unit].Parent;
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (above is not { } parent || !_units.TryGetValue(parent, out var known) || known.Name != names[i]) return false;
            above = known.Parent;
        }

        return true;
    }
}
